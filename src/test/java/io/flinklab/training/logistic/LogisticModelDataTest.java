package io.flinklab.training.logistic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogisticModelDataTest {
    @TempDir private Path model;

    private Path write(String file, String text) throws IOException {
        Files.createDirectories(model.resolve("data"));
        return Files.writeString(model.resolve("data").resolve(file), text);
    }

    private static String json(LogisticModelData data) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        data.encode(out);
        return out.toString();
    }

    @Test
    void shouldReadBackTheSameBits() throws IOException {
        LogisticModelData data = new LogisticModelData();
        data.coefficients = new double[] {0.1 + 0.2, Math.PI, -0.0, Double.MIN_VALUE, 1e300};
        data.intercept = -1 / 3.0;
        data.standardErrors = new double[] {Math.nextUp(1.0)};
        data.objectives = new double[] {5, 4};
        data.gradientNorms = new double[] {1, 1e-17};
        data.iterations = 1;
        data.converged = true;
        write("part-0", json(data));
        write(".part-1.inprogress", "left by a job that ended early");

        assertThat(LogisticModelData.read(model)).usingRecursiveComparison().isEqualTo(data);
    }

    @Test
    void shouldSayWhenTheJobHasNotRun() {
        assertThatThrownBy(() -> LogisticModelData.read(model))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(model.resolve("data").toString())
                .hasMessageContaining("env.execute()");
    }

    @Test
    void shouldRefuseSeveralFiles() throws IOException {
        write("part-0", "{}");
        write("part-1", "{}");

        assertThatThrownBy(() -> LogisticModelData.read(model))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("Expected one")
                .hasMessageContaining("part-1");
    }

    @Test
    void shouldNameAFileThatIsNotModelData() throws IOException {
        Path file = write("part-0", "{\"coefficients\": [1, 2");

        assertThatThrownBy(() -> LogisticModelData.read(model))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(file.toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"coefficients\": null}",
                "{\"coefficients\": [1, \"NaN\"]}",
                "{\"coefficients\": [1], \"intercept\": \"Infinity\"}",
                "{\"coefficients\": [1]} {\"coefficients\": [2]}"
            })
    void shouldRefuseModelDataThatCannotScore(String text) throws IOException {
        write("part-0", text);

        assertThatThrownBy(() -> LogisticModelData.read(model)).isInstanceOf(IOException.class);
    }

    @Test
    void shouldRefuseFieldsItDoesNotKnow() throws IOException {
        write("part-0", "{\"coefficients\": [1], \"temperature\": 3}");

        assertThatThrownBy(() -> LogisticModelData.read(model))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("temperature");
    }
}
