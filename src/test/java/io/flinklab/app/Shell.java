package io.flinklab.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** Commands as the README shows them. */
final class Shell {
    private Shell() {}

    /**
     * What the commands print, each of which has to succeed.
     *
     * @param directory where the output is kept meanwhile
     */
    static String run(String commands, Path directory) throws Exception {
        Path output = Files.createTempFile(directory, "shell", ".out");
        Process shell =
                new ProcessBuilder("sh", "-ec", commands)
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start();
        assertThat(shell.waitFor(3, TimeUnit.MINUTES)).as("the commands end").isTrue();
        assertThat(shell.exitValue()).as(Files.readString(output)).isZero();
        return Files.readString(output);
    }
}
