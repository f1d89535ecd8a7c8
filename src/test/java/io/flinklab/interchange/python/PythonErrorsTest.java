package io.flinklab.interchange.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;

class PythonErrorsTest {
    private static final String TRACEBACK =
            """
            Traceback (most recent call last):
              File "/venv/worker.py", line 1, in process
                return score(column)
              File "/venv/churn.py", line 7, in score
                raise ValueError("no such country")
            ValueError: no such country
            """;

    @Test
    void shouldFindPythonsErrorInAFailedJob() {
        Exception inner =
                new RuntimeException(
                        "Error received from SDK harness for instruction 4: "
                                + TRACEBACK
                                + "\n\tat org.apache.beam.Runner.run(Runner.java:1)");
        Exception job = new RuntimeException("Job failed", new RuntimeException(inner));

        IllegalArgumentException error = PythonErrors.of(job).orElseThrow();

        assertThat(error)
                .hasCause(job)
                .hasMessageStartingWith("Python failed: ValueError: no such country")
                .hasMessageContaining("/venv/churn.py\", line 7")
                .hasMessageNotContaining("org.apache.beam");
    }

    @Test
    void shouldTakeTheLastOfAChainOfErrors() {
        String chain =
                TRACEBACK
                        + "\nDuring handling of the above exception, another exception occurred:\n\n"
                        + TRACEBACK.replace("ValueError", "KeyError");

        assertThat(PythonErrors.of(new RuntimeException(chain)).orElseThrow())
                .hasMessageStartingWith("Python failed: KeyError");
    }

    @Test
    void shouldFindNothingWhereJavaFailed() {
        assertThat(PythonErrors.of(new RuntimeException("disk full", new Error()))).isEmpty();
        assertThat(PythonErrors.of(new RuntimeException((String) null))).isEmpty();
    }

    @Test
    void shouldThrowAnAnswersErrorAndLetAnAnswerThrough() {
        ObjectNode header = Message.newHeader().put("error", "KeyError: 'Age'");
        header.putArray("traceback").add("  File \"model.py\", line 3");

        assertThatThrownBy(() -> PythonErrors.check(new Message(header, new byte[0])))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("KeyError: 'Age'", "model.py");
        assertThatCode(() -> PythonErrors.check(new Message(Message.newHeader(), new byte[8])))
                .doesNotThrowAnyException();
    }
}
