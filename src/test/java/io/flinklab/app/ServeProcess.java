package io.flinklab.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** {@code serve} in a process of its own, so that it can be killed. */
public final class ServeProcess implements AutoCloseable {
    private final Process process;
    private final Path output;
    private final URI uri;

    private ServeProcess(Process process, Path output) throws Exception {
        this.process = process;
        this.output = output;
        Eventually.holds("the service is up, or has failed", () -> !lines().isEmpty());
        assertThat(lines().get(0)).startsWith("scoring at http://127.0.0.1:");
        uri = URI.create(lines().get(0).split(" ")[2]);
    }

    /** Starts it, at a free port unless the arguments name one, and waits until it is up. */
    public static ServeProcess start(Object... arguments) throws Exception {
        Path output = Files.createTempFile("serve", ".out");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx192m", "-XX:+UseSerialGC"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.addAll(List.of("io.flinklab.app.Main", "serve"));
        for (Object argument : arguments) {
            command.add(argument.toString());
        }
        Process process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start();
        try {
            return new ServeProcess(process, output);
        } catch (Exception | AssertionError e) {
            process.destroyForcibly();
            throw e;
        }
    }

    /** Where it listens. */
    public URI uri() {
        return uri;
    }

    /** The whole lines that it has printed so far. */
    public List<String> lines() throws IOException {
        String text = Files.readString(output);
        return text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
    }

    /** The process's id. */
    long pid() {
        return process.pid();
    }

    /** SIGTERM. */
    public void terminate() {
        process.destroy();
    }

    /** SIGKILL. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Waits for its end. */
    public int exitCode() throws InterruptedException {
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly().onExit().join();
        Files.delete(output);
    }
}
