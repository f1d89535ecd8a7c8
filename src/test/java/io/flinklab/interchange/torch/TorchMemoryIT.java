package io.flinklab.interchange.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.flinklab.bench.TorchMemory;
import io.flinklab.features.SamplePipelines;
import io.flinklab.features.UnseenCategory;
import io.flinklab.store.ModelStore;
import io.flinklab.store.StoreFixture;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The memory of a process that scores and scores, beside Java's heap, which is fixed. */
class TorchMemoryIT {
    /**
     * A batch's input alone that stayed would take the columns' 80 bytes a row and some 400 for the
     * tensor: at least 16 MiB over the rows after the warm-up.
     */
    private static final long BOUND_MEBIBYTES = 10;

    @TempDir Path directory;

    @ParameterizedTest
    @CsvSource({"50000, 1", "250000, 16", "500000, 256"})
    void shouldNotGrow(String rows, String batch) throws Exception {
        Torch.require();
        assumeThat(Path.of("/proc/self/status")).as("Linux tells memory").exists();
        StoreFixture.publish(ModelStore.at(directory), SamplePipelines.tuned(UnseenCategory.KEEP));

        List<Long> mebibytes = measure(rows, batch);

        assertThat(mebibytes).hasSize(11);
        assertThat(mebibytes.get(10) - mebibytes.get(2))
                .as("growth over the last eight tenths, of %s", mebibytes)
                .isLessThan(BOUND_MEBIBYTES);
    }

    private List<Long> measure(String rows, String batch) throws Exception {
        Path errors = Files.createTempFile(directory, "errors", "");
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                                "@environment/jvm.options",
                                "-Xms64m",
                                "-Xmx64m",
                                "-XX:+AlwaysPreTouch",
                                "-cp",
                                System.getProperty("java.class.path"),
                                TorchMemory.class.getName(),
                                "data/churn.csv",
                                directory.toString(),
                                rows,
                                batch)
                        .redirectError(errors.toFile())
                        .start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as("%s", Files.readString(errors)).isZero();
        return out.lines()
                .filter(line -> line.contains("\t"))
                .map(line -> Long.valueOf(line.substring(line.indexOf('\t') + 1)))
                .toList();
    }
}
