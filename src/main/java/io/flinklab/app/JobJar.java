package io.flinklab.app;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The jar that a job takes along to a cluster elsewhere. */
final class JobJar {
    private static final String PROGRAM = "flink-ml-lab.jar";
    private static final String JOB = "flink-ml-lab-job.jar";

    private JobJar() {}

    /**
     * The job jar, beside this program's own.
     *
     * @throws IllegalStateException if this program does not run from its jar
     */
    static Path beside() {
        Path program = program();
        Path job = program.resolveSibling(JOB);
        if (!program.endsWith(PROGRAM) || !Files.isRegularFile(job)) {
            throw new IllegalStateException(
                    "Expected to run from "
                            + PROGRAM
                            + " with "
                            + JOB
                            + " beside it, which a cluster elsewhere needs; found "
                            + program
                            + ". Package the program, and run java -jar.");
        }
        return job;
    }

    private static Path program() {
        try {
            return Path.of(
                    JobJar.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException("A class's own place is always an address", e);
        }
    }
}
