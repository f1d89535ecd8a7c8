package io.flinklab.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.apache.flink.util.SerializedThrowable;
import org.junit.jupiter.api.Test;

class JobFailureTest {
    private static final Exception FAILURE =
            new IllegalStateException(
                    new Exception("plain", new TrainingException("one label", new IOException())));

    @Test
    void shouldFindACauseBehindAPlainException() {
        assertThat(JobFailure.find(FAILURE, TrainingException.class))
                .get()
                .extracting(Throwable::getMessage)
                .isEqualTo("one label");
    }

    @Test
    void shouldFindACauseThatWasSentAsBytes() {
        Exception sent = new RuntimeException(new SerializedThrowable(FAILURE));

        assertThat(JobFailure.find(sent, TrainingException.class))
                .get()
                .extracting(Throwable::getMessage)
                .isEqualTo("one label");
    }

    @Test
    void shouldKnowACommitterThatCannotBeRestored() {
        Exception flinks =
                new UnsupportedOperationException(
                        "Currently it is not supported to update the CommittableSummary for a"
                                + " checkpoint coming from the same subtask.");

        assertThat(JobFailure.isOfACommitter(new SerializedThrowable(new Exception(flinks))))
                .isTrue();
        assertThat(JobFailure.isOfACommitter(new UnsupportedOperationException())).isFalse();
        assertThat(JobFailure.isOfACommitter(FAILURE)).isFalse();
    }

    @Test
    void shouldFindNothingThatIsNotThere() {
        assertThat(JobFailure.find(FAILURE, InterruptedException.class)).isEmpty();
        assertThat(JobFailure.find(new SerializedThrowable(FAILURE), InterruptedException.class))
                .isEmpty();
        assertThat(JobFailure.find(null, IOException.class)).isEmpty();
    }
}
