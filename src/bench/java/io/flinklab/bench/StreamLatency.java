package io.flinklab.bench;

import io.flinklab.app.EmbeddedCluster;
import io.flinklab.bench.ScoreArrivals.Arrival;
import io.flinklab.churn.Churn;
import io.flinklab.kit.KafkaBroker;
import io.flinklab.online.LearnerOptions;
import io.flinklab.online.OnlineLearning;
import io.flinklab.online.PrequentialQuality;
import io.flinklab.online.PublishInterval;
import io.flinklab.online.QualityWindow;
import io.flinklab.online.UpdateRule;
import io.flinklab.serving.ServedModel;
import io.flinklab.store.ModelStore;
import io.flinklab.store.flink.StoreLocation;
import io.flinklab.streaming.ModelUpdates;
import io.flinklab.streaming.ScoringOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.ToLongFunction;
import org.apache.commons.io.FileUtils;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.functions.sink.DiscardingSink;
import org.apache.flink.types.Row;

/**
 * How long a score takes at 5,000 customers a second from topic to topic. Prints a line each: name,
 * rows, versions that scored, then p50, p99 and maximum in milliseconds from sending a customer to
 * having the score, and from sending to a reader's having it; separated by tabs.
 *
 * <p>Arguments: a directory to work in, the model's store, the seconds to measure, and {@code
 * models}: per record and in mini-batches, with one model and with a new one each second; or {@code
 * learning}: with one model, and learning from each row, measured and published.
 */
final class StreamLatency {
    private static final int SLOTS = 2;
    private static final int BATCH = 32;
    private static final Duration RELOAD = Duration.ofMillis(200);
    private static final long WARM_UP_MILLIS = 5_000;
    private static final int WINDOW = 1_000;

    /** What was sent later than this before the end may not yet be committed. */
    private static final long LAST_MILLIS = 3 * ScoredTraffic.CHECKPOINT_MILLIS;

    private final KafkaBroker broker;
    private final EmbeddedCluster cluster;
    private final Path work;
    private final Path store;
    private final int seconds;

    private StreamLatency(KafkaBroker broker, EmbeddedCluster cluster, String[] args) {
        this.broker = broker;
        this.cluster = cluster;
        work = Path.of(args[0]);
        store = Path.of(args[1]);
        seconds = Integer.parseInt(args[2]);
    }

    public static void main(String[] args) throws Exception {
        try (KafkaBroker broker = KafkaBroker.start();
                EmbeddedCluster cluster = EmbeddedCluster.start(SLOTS)) {
            StreamLatency latency = new StreamLatency(broker, cluster, args);
            latency.scoring("warm-up", 1, false);
            if (args[3].equals("learning")) {
                latency.scoring("scoring alone", 1, false);
                latency.learning("learning");
                return;
            }
            for (int batch : List.of(1, BATCH)) {
                String name = batch == 1 ? "per record" : "batch " + batch;
                latency.scoring(name, batch, false);
                latency.scoring(name + ", a publish a second", batch, true);
            }
        }
    }

    private void scoring(String name, int batch, boolean publishing) throws Exception {
        Path root = work.resolve("latency-store");
        FileUtils.deleteDirectory(root.toFile());
        TunedModels models = new TunedModels(root, ModelStore.at(store).open().pipeline());
        measure(
                name,
                (environment, job) -> {
                    ServedModel first = models.current();
                    return job.score(
                            ModelUpdates.at(
                                    ModelUpdates.ticks(environment, RELOAD),
                                    models.location(),
                                    first,
                                    List.of()),
                            new ScoringOptions(batch));
                },
                publishing ? models::publish : () -> {});
    }

    private void learning(String name) throws Exception {
        Path root = work.resolve("learned-store");
        FileUtils.deleteDirectory(root.toFile());
        FileUtils.copyDirectory(store.toFile(), root.toFile());
        OnlineLearning learning =
                new OnlineLearning(
                        StoreLocation.of(root),
                        ServedModel.of(ModelStore.at(root).open()),
                        new LearnerOptions(new UpdateRule.Ftrl(0.05, 1, 0, 1)),
                        new PublishInterval.Rows(CustomerTraffic.ROWS_A_SECOND));
        PrequentialQuality quality =
                new PrequentialQuality(new QualityWindow.LastRows(WINDOW), WINDOW, "");
        measure(
                name,
                (environment, job) ->
                        job.scored(
                                examples -> {
                                    SingleOutputStreamOperator<Row> scores =
                                            learning.learn(examples);
                                    quality.of(learning.graded(scores), Churn.SCHEMA)
                                            .addSink(new DiscardingSink<>());
                                    return scores;
                                }),
                () -> {});
    }

    private void measure(String name, ScoredTraffic.Scoring scoring, Runnable eachSecond)
            throws Exception {
        try (ScoredTraffic stream =
                new ScoredTraffic(broker, cluster, name.replaceAll("\\W+", "-"))) {
            stream.start(scoring, null);
            Thread.sleep(WARM_UP_MILLIS);
            long begin = System.currentTimeMillis();
            for (int second = 0; second < seconds; second++) {
                eachSecond.run();
                Thread.sleep(
                        Math.max(0, begin + 1_000L * (second + 1) - System.currentTimeMillis()));
            }
            long end = System.currentTimeMillis();
            Thread.sleep(LAST_MILLIS);
            print(
                    name,
                    stream.arrivals().stream()
                            .filter(row -> row.sent() >= begin && row.sent() < end)
                            .toList());
        }
    }

    private static void print(String name, List<Arrival> rows) {
        long versions = rows.stream().map(Arrival::version).distinct().count();
        System.out.println(
                String.join(
                        "\t",
                        name,
                        Integer.toString(rows.size()),
                        Long.toString(versions),
                        delays(rows, Arrival::scored),
                        delays(rows, Arrival::seen)));
    }

    private static String delays(List<Arrival> rows, ToLongFunction<Arrival> until) {
        Percentiles delays =
                Percentiles.of(rows.stream().mapToLong(row -> until.applyAsLong(row) - row.sent()));
        return delays.p50() + "\t" + delays.p99() + "\t" + delays.max();
    }
}
