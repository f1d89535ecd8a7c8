package io.flinklab.training;

import java.util.Optional;
import org.apache.flink.util.SerializedThrowable;

/** Why a job failed. */
public final class JobFailure {
    private JobFailure() {}

    /**
     * Whether a job could not be restored because its checkpoint fell between the end of a file
     * sink, as Flink ML's models are saved by, and its last commit. Flink 1.18 fails there each
     * time (FLINK-25920).
     */
    public static boolean isOfACommitter(Throwable failure) {
        return find(failure, UnsupportedOperationException.class)
                .filter(each -> String.valueOf(each.getMessage()).contains("CommittableSummary"))
                .isPresent();
    }

    /**
     * The first exception of a class among a failure and its causes, those included that a cluster
     * sent as bytes. Flink 1.18's own search for it throws where one of them is a plain {@link
     * Exception}: its test of the class is the wrong way round.
     */
    public static <T extends Throwable> Optional<T> find(Throwable failure, Class<T> type) {
        Throwable each = failure;
        while (each != null && !type.isInstance(each)) {
            Throwable sent = each;
            if (each instanceof SerializedThrowable bytes) {
                sent = bytes.deserializeError(JobFailure.class.getClassLoader());
            }
            each = sent == each ? each.getCause() : sent;
        }
        return Optional.ofNullable(each).map(type::cast);
    }
}
