package io.flinklab.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** Things in a directory that are no regular file; the calling test is skipped without them. */
public final class OddFiles {
    private OddFiles() {}

    /** A pipe. */
    public static Path pipe(Path file) throws IOException, InterruptedException {
        return made(file, "mkfifo", file.toString());
    }

    /** A device that forgets all that is written, as {@code /dev/null}. */
    public static Path device(Path file) throws IOException, InterruptedException {
        return made(file, "mknod", "-m", "666", file.toString(), "c", "1", "3");
    }

    /** Makes a directory a disk of 64 KiB, until it is unmounted. */
    public static void mountSmallDisk(Path directory) throws IOException, InterruptedException {
        assumeThat(run("mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", directory.toString()))
                .as("SKIPPED: a small disk can be mounted (by root)")
                .isTrue();
    }

    /** Fills what is left of a small disk with a file. */
    public static Path fill(Path file) throws IOException {
        try {
            return Files.write(file, new byte[1 << 17]);
        } catch (IOException full) {
            return file;
        }
    }

    /** Undoes {@link #mountSmallDisk}. */
    public static void unmount(Path directory) throws IOException, InterruptedException {
        assertThat(run("umount", "--lazy", directory.toString())).isTrue();
    }

    private static Path made(Path file, String... command)
            throws IOException, InterruptedException {
        assumeThat(run(command)).as("SKIPPED: %s can be made", command[0]).isTrue();
        return file;
    }

    private static boolean run(String... command) throws IOException, InterruptedException {
        try {
            Process process =
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start();
            return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException noSuchProgram) {
            return false;
        }
    }
}
