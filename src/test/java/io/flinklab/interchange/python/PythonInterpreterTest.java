package io.flinklab.interchange.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flinklab.churn.Churn;
import io.flinklab.interchange.MissingRuntimeException;
import io.flinklab.interchange.Runtimes;
import io.flinklab.serving.ServedModel;
import io.flinklab.store.ModelFormat;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PythonInterpreterTest {
    @TempDir Path directory;

    @AfterEach
    void forgetThePython() {
        System.clearProperty(PythonInterpreter.VARIABLE);
    }

    @Test
    void shouldTakeThePythonThatIsNamed() throws Exception {
        Path python = Files.createFile(directory.resolve("python"));
        assertThat(python.toFile().setExecutable(true)).isTrue();
        System.setProperty(PythonInterpreter.VARIABLE, python.toString());

        assertThat(PythonInterpreter.find()).isEqualTo(python);
    }

    @Test
    void shouldSayWhatIsMissingAndWhatToDo() {
        System.setProperty(PythonInterpreter.VARIABLE, directory.resolve("none").toString());

        assertThatThrownBy(() -> Runtimes.PYTHON.open(PythonUdf.pickle("1")))
                .isInstanceOf(MissingRuntimeException.class)
                .hasMessageContainingAll(
                        "Python with scikit-learn", directory.toString(), "`make python-udf`");
    }

    @Test
    void shouldRefuseAModelOfAnotherFormat() {
        ServedModel onnx =
                new ServedModel("v000002", "", Churn.SCHEMA, ModelFormat.ONNX, new byte[0]);

        assertThatThrownBy(() -> Runtimes.PYTHON.open(onnx))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("Expected a fitted pipeline or", "v000002", "onnx");
    }
}
