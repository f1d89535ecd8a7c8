package io.flinklab.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.flinklab.churn.Churn;
import io.flinklab.churn.Customer;
import io.flinklab.data.Example;
import io.flinklab.serving.Prediction;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScoreFileTest {
    private static final Example ANNA =
            new Customer(1, 2, "Anna", 600, "Spain", "Female", 40, 3, 10, 1, 0, 1, 99, 0)
                    .toExample();

    @TempDir private Path directory;

    @Test
    void shouldKeepTwoRunsToOneFileApart() {
        Path target = directory.resolve("scores.csv");
        try (ScoreFile late = ScoreFile.create(target, Churn.SCHEMA, "v000001");
                ScoreFile quick = ScoreFile.create(target, Churn.SCHEMA, "v000002")) {
            write(late, 3_000);
            write(quick, 10_000);
            quick.finish();
            assertHolds(target, 10_000, "v000002");
            write(late, 3_000);
            late.finish();
        }

        assertHolds(target, 6_000, "v000001");
        assertThat(directory).isDirectoryNotContaining("glob:**/.*");
    }

    @Test
    void shouldNotDeleteWhatAnotherRunIsWriting() {
        Path target = directory.resolve("scores.csv");
        try (ScoreFile other = ScoreFile.create(target, Churn.SCHEMA, "v000001")) {
            try (ScoreFile failing = ScoreFile.create(target, Churn.SCHEMA, "v000002")) {
                write(failing, 10);
            }
            write(other, 10);
            other.finish();
        }

        assertHolds(target, 10, "v000001");
    }

    private static void write(ScoreFile file, int rows) {
        for (int i = 0; i < rows; i++) {
            file.write(ANNA, 1, new Prediction(.5, 1));
        }
    }

    private static void assertHolds(Path file, int rows, String version) {
        assertThat(file)
                .content()
                .isEqualTo(
                        "CustomerId,score,prediction,modelVersion\n"
                                + ("2,0.5,1," + version + "\n").repeat(rows));
    }
}
