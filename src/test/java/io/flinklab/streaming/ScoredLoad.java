package io.flinklab.streaming;

import io.flinklab.kit.TopicReader;
import io.flinklab.store.ModelStore;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * A load on the topic {@code NAME-customers}, going on while a test does things to the job that
 * scores it to the topic {@code NAME-scores}.
 */
public final class ScoredLoad implements AutoCloseable {
    /** Rows of each partition that are out in a version before a test goes on. */
    private static final int ROWS_A_VERSION = 2;

    private final String servers;
    private final StreamLoad load;
    private final ScoreLedger ledger;
    private final TopicReader scores;
    private final CompletableFuture<Void> written;
    private final List<String> history = new ArrayList<>();

    private ScoredLoad(
            String servers, StreamLoad load, TopicReader scores, CompletableFuture<Void> written) {
        this.servers = servers;
        this.load = load;
        this.ledger = new ScoreLedger(load);
        this.scores = scores;
        this.written = written;
    }

    /** Begins to write; both topics are there, with so many partitions. */
    public static ScoredLoad start(String servers, String name, int partitions, int rowsPerSecond) {
        StreamLoad load = StreamLoad.endless(servers, name + "-customers", partitions);
        return new ScoredLoad(
                servers,
                load,
                new TopicReader(servers, name + "-scores"),
                load.start(rowsPerSecond));
    }

    /** Returns when this version scores, from now on, rows of each partition. */
    public void awaitScoresOf(String version) {
        ledger.countAnew();
        if (history.isEmpty() || !history.get(history.size() - 1).equals(version)) {
            history.add(version);
        }
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(90);
        while (!ledger.has(version, ROWS_A_VERSION)) {
            if (System.nanoTime() > end) {
                throw new AssertionError(
                        version + " scores nothing; so far " + ledger.entries().size() + " scores");
            }
            ledger.update(scores.readToEnd());
        }
    }

    /** Ends the load and returns when all its rows are scored. */
    public void finish() {
        load.stop();
        written.join();
        ledger.update(scores.readAtLeast(load.rows()));
    }

    /**
     * Each message is scored once, in order, by the versions that were waited for, in their order,
     * and as the plain scorer does.
     */
    public void requireOnce(ModelStore store) {
        ledger.update(scores.readToEnd());
        try (TopicReader input = new TopicReader(servers, load.topic())) {
            ledger.requireEachMessageOnce(input.readToEnd());
        }
        ledger.requireHistory(history);
        ledger.requirePlainScores(store);
    }

    @Override
    public void close() {
        load.stop();
        scores.close();
    }
}
