package io.flinklab.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;

/** German credit: 1,000 rows, categories with commas in them, a label of texts, no key. */
class SecondTableIT extends TableContract {
    private static final Path FILE = Path.of("target/data/german-credit.csv");

    @Override
    String name() {
        return "german-credit";
    }

    @Override
    Path trainingFile() {
        if (!Files.isRegularFile(FILE)) {
            String missing = "SKIPPED: needs " + FILE + "; make " + FILE + " fetches it";
            System.err.println(missing);
            assumeThat(FILE).withFailMessage(missing).isRegularFile();
        }
        return FILE;
    }

    /** All of it: the figures say that it learned, not how well it would do elsewhere. */
    @Override
    Path testFile() {
        return trainingFile();
    }

    @Override
    void requireQuality(JsonNode evaluation) {
        assertThat(evaluation.get("rows").asInt()).isEqualTo(1000);
        assertThat(evaluation.get("auroc").asDouble()).isGreaterThan(0.8);
    }
}
