package io.flinklab.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The jar as people run it: a process of its own, from another directory, without a flag that it
 * needs.
 *
 * @param directory where it runs
 * @param environment what it is given besides this process's own
 */
record PackagedJar(Path directory, Map<String, String> environment) {
    private static final Path JAR = Path.of("target/flink-ml-lab.jar").toAbsolutePath();

    /** From Java 24 on the JVM itself warns, on standard error, of what Flink calls. */
    private static final String QUIET = "-Dsun.misc.unsafe.memory.access=allow";

    /** Skips the calling test where the jar was not built. */
    static void require() {
        assumeThat(JAR).withFailMessage("SKIPPED: needs %s; run mvn package", JAR).isRegularFile();
    }

    Cli run(String... arguments) throws IOException, InterruptedException {
        return run(List.of(), arguments);
    }

    Cli run(List<String> options, String... arguments) throws IOException, InterruptedException {
        File out = File.createTempFile("flink-ml-lab", ".out");
        File err = File.createTempFile("flink-ml-lab", ".err");
        Process process =
                process(options, arguments).redirectOutput(out).redirectError(err).start();
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        Cli cli =
                new Cli(
                        process.exitValue(),
                        Files.readString(out.toPath()),
                        Files.readString(err.toPath()));
        assertThat(out.delete() && err.delete()).isTrue();
        return cli;
    }

    /** What would run it. */
    ProcessBuilder process(List<String> options, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.add(QUIET);
        command.addAll(List.of("-jar", JAR.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
        builder.environment().putAll(environment);
        return builder;
    }
}
