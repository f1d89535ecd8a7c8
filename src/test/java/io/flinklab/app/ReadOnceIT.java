package io.flinklab.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.flinklab.churn.Churn;
import io.flinklab.store.ModelStore;
import io.flinklab.store.StoredModel;
import io.flinklab.training.TrainingOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The rows that train are those whose bytes the manifest's SHA-256 is of. */
class ReadOnceIT {
    private static final TrainingOptions OPTIONS = TrainingOptions.DEFAULT;

    @RegisterExtension static final Lab LAB = new Lab();

    @TempDir Path directory;
    private List<String> lines;
    private Path data;

    @BeforeEach
    void write() throws IOException {
        lines = CustomerText.shipped(300);
        data = CustomerText.write(directory.resolve("data.csv"), lines);
    }

    @Test
    void shouldTrainOnWhatWasReadWhateverBecomesOfTheFile() throws Exception {
        StoredModel expected = publish(LabelledData.read(data, Churn.SCHEMA, OPTIONS));
        LabelledData replaced = LabelledData.read(data, Churn.SCHEMA, OPTIONS);
        List<String> others = CustomerText.shipped(900);
        others.subList(1, 400).clear();
        CustomerText.write(data, others);

        StoredModel model = publish(replaced);

        assertThat(model.manifest().training()).isEqualTo(expected.manifest().training());
        assertThat(model.pipeline()).isEqualTo(expected.pipeline());
    }

    @Test
    void shouldTrainOnWhatWasReadWhereTheFileIsGone() throws Exception {
        LabelledData read = LabelledData.read(data, Churn.SCHEMA, OPTIONS);
        Files.delete(data);

        assertThat(publish(read).manifest().training().data().sha256())
                .isEqualTo(read.data().sha256());
    }

    @Test
    @Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void shouldTrainFromAPipeAndFindThatItsFileIsTheSameData() throws Exception {
        Path store = directory.resolve("models");

        JsonNode json =
                Cli.run(
                                "train",
                                "--data",
                                pipe(),
                                "--store",
                                store,
                                "--plan",
                                "converged",
                                "--json")
                        .succeeds()
                        .json();

        assertThat(json.get("trainRows").asInt() + json.get("rows").asInt()).isEqualTo(300);
        assertThat(ModelStore.at(store).open().manifest().training().data().sha256())
                .isEqualTo(LabelledData.read(data, Churn.SCHEMA, OPTIONS).data().sha256());
        Cli.run("replay", "--data", pipe(), "--store", store).succeeds();
        Cli.run("evaluate", "--data", pipe(), "--store", store).succeeds();
    }

    /** A new pipe that somebody writes the data into once. */
    private Path pipe() throws IOException, InterruptedException {
        Path pipe = Files.createTempDirectory(directory, "pipe").resolve("pipe");
        Process made = new ProcessBuilder("mkfifo", pipe.toString()).start();
        assumeThat(made.waitFor(10, TimeUnit.SECONDS) && made.exitValue() == 0)
                .as("needs mkfifo")
                .isTrue();
        Thread writer = new Thread(() -> fill(pipe), "pipe");
        writer.setDaemon(true);
        writer.start();
        return pipe;
    }

    private void fill(Path pipe) {
        try {
            CustomerText.write(pipe, lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private StoredModel publish(LabelledData read) throws Exception {
        return new ModelTraining(LAB.cluster())
                .publish(
                        read,
                        Churn.TUNED,
                        OPTIONS,
                        ModelStore.at(LAB.newDirectory().resolve("models")));
    }
}
