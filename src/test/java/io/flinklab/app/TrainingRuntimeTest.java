package io.flinklab.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;

class TrainingRuntimeTest {
    private static final RuntimeException COMMITTER =
            new IllegalStateException(
                    new UnsupportedOperationException("update the CommittableSummary for a"));
    private static final RuntimeException OTHER = new IllegalStateException("other");

    private final StringWriter err = new StringWriter();

    @Test
    void shouldBeginAnewOnceWhereFlinkCannotGoOn() throws Exception {
        assertThat(train(COMMITTER)).isEqualTo("trained");
        assertThat(err.toString()).contains("FLINK-25920", "it begins anew").hasLineCount(1);

        assertThatThrownBy(() -> train(COMMITTER, COMMITTER)).isSameAs(COMMITTER);
        assertThatThrownBy(() -> train(OTHER)).isSameAs(OTHER);
    }

    /** Trains after these failures. */
    private String train(RuntimeException... failures) throws Exception {
        Queue<RuntimeException> waiting = new ArrayDeque<>(List.of(failures));
        return TrainingRuntime.runElsewhere(
                null,
                training -> {
                    if (!waiting.isEmpty()) {
                        throw waiting.remove();
                    }
                    return "trained";
                },
                new PrintWriter(err));
    }
}
