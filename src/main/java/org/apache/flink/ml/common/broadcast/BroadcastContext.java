package org.apache.flink.ml.common.broadcast;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import javax.annotation.Nullable;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.api.java.tuple.Tuple2;

/**
 * What the tasks of one process broadcast to each other: in the place of Flink ML's class of this
 * name, which the class path has behind it. Flink ML's fails a job now and then, whichever stage
 * broadcasts: it says first that a variable is there and then wakes its reader, and a reader that
 * has looked in between may have ended, after which it takes no mail. Here that is no failure.
 *
 * <p>A key is a variable's name and its subtask's index, as in {@code name-0}.
 */
public final class BroadcastContext {
    private static final Map<String, Variable> VARIABLES = new ConcurrentHashMap<>();

    private BroadcastContext() {}

    /**
     * Sets a variable's rows.
     *
     * @param key the variable's key
     * @param variable whether it is complete; its rows
     */
    public static void putBroadcastVariable(String key, Tuple2<Boolean, List<?>> variable) {
        VARIABLES.compute(
                key,
                (name, old) ->
                        new Variable(variable.f0, variable.f1, old == null ? null : old.reader()));
    }

    /**
     * Sets who reads a variable.
     *
     * @param key the variable's key
     * @param reader the mailbox of the task that waits for it
     */
    public static void putMailBoxExecutor(String key, MailboxExecutor reader) {
        VARIABLES.compute(
                key,
                (name, old) ->
                        old == null
                                ? new Variable(false, null, reader)
                                : new Variable(old.complete(), old.rows(), reader));
    }

    /**
     * A variable's rows.
     *
     * @param key the key of a variable that was set
     */
    @SuppressWarnings("unchecked")
    public static <T> List<T> getBroadcastVariable(String key) {
        return (List<T>) VARIABLES.get(key).rows();
    }

    /**
     * Forgets a variable.
     *
     * @param key the variable's key
     */
    public static void remove(String key) {
        VARIABLES.remove(key);
    }

    /**
     * Says that a variable is complete, and wakes its reader where there is one that waits.
     *
     * @param key the variable's key; of one that is not there nothing is said
     */
    public static void notifyCacheFinished(String key) {
        Variable variable =
                VARIABLES.computeIfPresent(
                        key, (name, old) -> new Variable(true, old.rows(), old.reader()));
        if (variable == null || variable.reader() == null) {
            return;
        }
        try {
            variable.reader().execute(() -> {}, "a broadcast variable is complete");
        } catch (RejectedExecutionException ended) {
            // A task that has ended had every variable that it waited for, or waits for none.
        }
    }

    /**
     * Whether a variable is complete.
     *
     * @param key the key of a variable that was set
     */
    public static boolean isCacheFinished(String key) {
        return VARIABLES.get(key).complete();
    }

    private record Variable(
            boolean complete, @Nullable List<?> rows, @Nullable MailboxExecutor reader) {}
}
