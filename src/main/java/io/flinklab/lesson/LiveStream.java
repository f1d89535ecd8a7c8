package io.flinklab.lesson;

import io.flinklab.data.Reject;
import io.flinklab.data.flink.RejectRows;
import io.flinklab.streaming.ModelReportRows;
import io.flinklab.streaming.ModelUpdates;
import io.flinklab.streaming.ScoreRows;
import io.flinklab.streaming.ScoredStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.types.Row;
import org.apache.flink.util.CloseableIterator;

/**
 * A scoring job that runs beside a notebook's cells, which wait for its results. A failure of the
 * job is thrown to the caller who waits now or next; an interrupt ends the waiting and leaves the
 * job alone.
 *
 * <p>For jobs without checkpoints and with few rows, because it keeps all of them.
 */
public final class LiveStream {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final StreamExecutionEnvironment environment;
    private final int parallelism;
    private final List<Output> outputs = new ArrayList<>();
    private final Arrivals scores;
    private final Arrivals rejects;
    private final Arrivals switches;
    private final Arrivals reports;
    private JobClient job;

    private record Output(CloseableIterator<Row> rows, Arrivals arrivals) {}

    /** A job with one model, not started yet. */
    public LiveStream(StreamExecutionEnvironment environment, ScoredStream scored) {
        this(environment, scored, LIMIT);
    }

    /** A job with models to come, not started yet. */
    public LiveStream(
            StreamExecutionEnvironment environment, ScoredStream scored, ModelUpdates updates) {
        this(environment, scored, LIMIT);
        collect(updates.reports(), reports);
    }

    /**
     * @param limit how long a caller waits for rows
     */
    LiveStream(StreamExecutionEnvironment environment, ScoredStream scored, Duration limit) {
        this.environment = environment;
        parallelism = scored.scores().getParallelism();
        scores = new Arrivals("scores", limit);
        rejects = new Arrivals("rejects", limit);
        switches = new Arrivals("switches to that model", limit);
        reports = new Arrivals("reports", limit);
        collect(scored.scores(), scores);
        collect(scored.rejects(), rejects);
        collect(scored.switches(), switches);
    }

    /** Submits the job and returns; call it once. */
    public void start(String name) throws Exception {
        job = environment.executeAsync(name);
        for (Output output : outputs) {
            Thread thread = new Thread(() -> drain(output), "live stream");
            thread.setDaemon(true);
            thread.start();
        }
    }

    /**
     * Waits until that many more scores have come, and gives them in the order in which they came:
     * at parallelism 1 the order of their file.
     *
     * @return rows of {@link ScoreRows#TYPE}
     * @throws IllegalStateException the job has failed or ended, or the scores did not come in a
     *     minute
     */
    public List<Row> takeScores(int count) throws InterruptedException {
        return scores.take(count);
    }

    /** The same for messages that could not be scored. */
    public List<Reject> takeRejects(int count) throws InterruptedException {
        return rejects.take(count).stream().map(RejectRows::toReject).toList();
    }

    /**
     * The same for what the job found in the model store.
     *
     * @return rows of {@link ModelReportRows#TYPE}
     */
    public List<Row> takeReports(int count) throws InterruptedException {
        return reports.take(count);
    }

    /**
     * Waits until every subtask has switched to this version since the last such call. Rows that
     * come from then on are scored with it.
     */
    public void awaitModel(String version) throws InterruptedException {
        switches.await(parallelism, row -> version.equals(row.getField("version")));
        switches.skip();
    }

    /** All scores that have come so far, rows of {@link ScoreRows#TYPE}. */
    public List<Row> scores() {
        return scores.all();
    }

    /** Stops the job and returns when it has stopped; one that has ended stays as it is. */
    public void stop() throws InterruptedException {
        if (job == null || job.getJobExecutionResult().isDone()) {
            return;
        }
        try {
            job.cancel().get();
            job.getJobExecutionResult().get();
        } catch (ExecutionException cancelled) {
            // A cancelled job has no result.
        }
    }

    private void collect(DataStream<Row> stream, Arrivals arrivals) {
        outputs.add(new Output(stream.collectAsync(), arrivals));
    }

    private void drain(Output output) {
        try {
            output.rows().forEachRemaining(output.arrivals()::add);
        } catch (RuntimeException gone) {
            // This says only that the job is gone; the job's own result says why.
        }
        job.getJobExecutionResult()
                .whenComplete((result, failure) -> output.arrivals().end(reason(failure), failure));
    }

    private static String reason(Throwable failure) {
        if (failure == null) {
            return "The stream has come to its end.";
        }
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return "The stream has ended: " + root.getMessage();
    }
}
