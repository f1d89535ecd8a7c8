package io.flinklab.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.flinklab.data.Customer;
import io.flinklab.data.DataException;
import io.flinklab.serving.Prediction;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScoreFileTest {
    private static final Path FULL = Path.of("/dev/full");
    private static final Customer ANNA =
            new Customer(1, 2, "Anna", 600, "Spain", "Female", 40, 3, 10, 1, 0, 1, 99, 0);

    @TempDir private Path directory;

    @Test
    void shouldSayThatTheDiskIsFullAndLeaveNothing() throws Exception {
        assumeThat(Files.exists(FULL)).as("%s, a disk that is full", FULL).isTrue();
        Path target = directory.resolve("scores.csv");
        Files.createSymbolicLink(directory.resolve(".scores.csv.partial"), FULL);

        assertThatThrownBy(() -> writeMany(target))
                .isInstanceOf(DataException.class)
                .hasMessageContaining(target + " cannot be written")
                .hasMessageContaining("Choose another path");
        assertThat(directory).isEmptyDirectory();
    }

    private static void writeMany(Path target) {
        try (ScoreFile scores = ScoreFile.create(target, "v000001")) {
            for (int i = 0; i < 10_000; i++) {
                scores.write(ANNA, new Prediction(.5, 1));
            }
        }
    }
}
