package io.flinklab.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * UCI Adult: blanks that are a category of their own, labels {@code <=50K} and {@code >50K}, no
 * key. The files are looked for in the environment's ADULT_DATA, else in {@value #DEFAULT}.
 */
class AdultIT extends TableContract {
    private static final String DEFAULT = "../shared/data";

    @Override
    String name() {
        return "adult";
    }

    @Override
    Path trainingFile() {
        return file("adult_train.csv");
    }

    @Override
    Path testFile() {
        return file("adult_test.csv");
    }

    private static Path file(String name) {
        Path file = Path.of(System.getenv().getOrDefault("ADULT_DATA", DEFAULT), name);
        if (!Files.isRegularFile(file)) {
            String missing =
                    "SKIPPED: needs UCI Adult at %s; set ADULT_DATA to its folder"
                            .formatted(file.toAbsolutePath().normalize());
            System.err.println(missing);
            assumeThat(file).withFailMessage(missing).isRegularFile();
        }
        return file;
    }

    @Override
    void requireQuality(JsonNode evaluation) {
        assertThat(evaluation.get("rejects").asInt()).isZero();
        assertThat(evaluation.get("auroc").asDouble()).isGreaterThanOrEqualTo(0.904);
        assertThat(evaluation.get("accuracy").asDouble()).isGreaterThanOrEqualTo(0.848);
    }
}
