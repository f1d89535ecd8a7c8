package io.flinklab.lesson;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.apache.flink.types.Row;

/** The rows that one output of a running stream has given so far; its callers can wait for more. */
final class Arrivals {
    private final String what;
    private final Duration limit;
    private final List<Row> rows = new ArrayList<>();
    private int taken;
    private String end;
    private Throwable cause;

    /**
     * @param what the rows are, for errors
     * @param limit how long to wait for rows
     */
    Arrivals(String what, Duration limit) {
        this.what = what;
        this.limit = limit;
    }

    synchronized void add(Row row) {
        rows.add(row);
        notifyAll();
    }

    /** No more will come. */
    synchronized void end(String reason, Throwable failure) {
        if (end == null) {
            end = reason;
            cause = failure;
            notifyAll();
        }
    }

    /** All rows that have come so far, taken or not. */
    synchronized List<Row> all() {
        return List.copyOf(rows);
    }

    /** The next rows; waits until that many have come. */
    synchronized List<Row> take(int count) throws InterruptedException {
        int until = taken + count;
        await(count, row -> true);
        List<Row> next = List.copyOf(rows.subList(taken, until));
        taken = until;
        return next;
    }

    /** Waits until that many of the rows not yet taken are wanted. */
    synchronized void await(int count, Predicate<Row> wanted) throws InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        while (waiting(wanted) < count) {
            if (end != null) {
                throw new IllegalStateException(end, cause);
            }
            long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            if (left <= 0) {
                throw new IllegalStateException(
                        "Expected %s more %s within %s seconds; %s came."
                                .formatted(count, what, limit.toSeconds(), waiting(wanted)));
            }
            wait(left);
        }
    }

    /** Takes all rows that have come so far, without giving them. */
    synchronized void skip() {
        taken = rows.size();
    }

    private long waiting(Predicate<Row> wanted) {
        return rows.subList(taken, rows.size()).stream().filter(wanted).count();
    }
}
