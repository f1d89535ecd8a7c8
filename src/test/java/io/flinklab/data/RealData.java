package io.flinklab.data;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.nio.file.Path;

/** The article's own data, which is not ours to ship; tests that need it are skipped without it. */
public final class RealData {
    private static final String DEFAULT = "../shared/data/Churn_Modelling.csv";

    private RealData() {}

    /**
     * The file's path: the system property {@code churn.data}, else the environment's CHURN_DATA,
     * else {@value #DEFAULT}. Skips the calling test if no file is there.
     */
    public static Path file() {
        String fallback = System.getenv().getOrDefault("CHURN_DATA", DEFAULT);
        Path file = Path.of(System.getProperty("churn.data", fallback));
        if (!Files.isRegularFile(file)) {
            String missing =
                    "SKIPPED: needs the real data at %s; set CHURN_DATA to your Churn_Modelling.csv"
                            .formatted(file.toAbsolutePath().normalize());
            // The build's own output only counts skipped tests.
            System.err.println(missing);
            assumeThat(file).withFailMessage(missing).isRegularFile();
        }
        return file;
    }
}
