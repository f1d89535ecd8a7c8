package io.flinklab.bench;

import io.flinklab.app.EmbeddedCluster;
import io.flinklab.app.Eventually;
import io.flinklab.app.ServeProcess;
import io.flinklab.bench.ScoreArrivals.Arrival;
import io.flinklab.features.FittedPipeline;
import io.flinklab.kit.KafkaBroker;
import io.flinklab.serving.ServedModel;
import io.flinklab.store.ModelStore;
import io.flinklab.streaming.Balancer;
import io.flinklab.streaming.ModelUpdates;
import io.flinklab.streaming.RemoteOptions;
import io.flinklab.streaming.ScoredStream;
import io.flinklab.streaming.ScoringJob;
import io.flinklab.streaming.ScoringOptions;
import io.flinklab.streaming.kafka.ModelEvent;
import io.flinklab.streaming.kafka.ModelTopic;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.io.FileUtils;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.types.Row;

/**
 * The ways of bringing a new model into a job that scores 5,000 customers a second from topic to
 * topic. Prints a line each: name, changes, then medians over the changes in milliseconds: from the
 * beginning of publishing (or of the command to switch) to the first row that the new model scored,
 * the longest time around it in which no row was scored, and p99 of the time from sending to
 * scoring around it; then p50 and p99 of that time over the whole; separated by tabs.
 *
 * <p>Arguments: a directory to work in, the model's store, how many changes of each kind.
 */
final class ModelChanges {
    private static final int SLOTS = 2;
    private static final long WARM_UP_MILLIS = 6_000;
    private static final long BETWEEN_MILLIS = 4_000;
    private static final Duration LOOK = Duration.ofSeconds(1);

    private final KafkaBroker broker;
    private final EmbeddedCluster cluster;
    private final Path work;
    private final FittedPipeline pipeline;
    private final int changes;

    private ModelChanges(KafkaBroker broker, EmbeddedCluster cluster, String[] args)
            throws Exception {
        this.broker = broker;
        this.cluster = cluster;
        work = Path.of(args[0]).resolve("changes");
        pipeline = ModelStore.at(Path.of(args[1])).open().pipeline();
        changes = Integer.parseInt(args[2]);
        FileUtils.deleteDirectory(work.toFile());
        FileUtils.forceMkdir(work.toFile());
    }

    public static void main(String[] args) throws Exception {
        try (KafkaBroker broker = KafkaBroker.start();
                EmbeddedCluster cluster = EmbeddedCluster.start(SLOTS)) {
            ModelChanges all = new ModelChanges(broker, cluster, args);
            all.restart();
            all.periodic();
            all.onEvent();
            all.service();
            if (Balancer.isInstalled()) {
                all.blueGreen();
            } else {
                System.err.println("Not measured: blue and green services; no HAProxy here");
            }
        }
    }

    private void restart() throws Exception {
        TunedModels models = models("restart");
        measure(
                "restart",
                (environment, job) -> job.score(models.current(), new ScoringOptions()),
                (stream, scoring) -> {
                    String version = models.publish();
                    stream.start(scoring, stream.stop(work.resolve("savepoints")));
                    return version;
                });
    }

    private void periodic() throws Exception {
        TunedModels models = models("periodic");
        measure(
                "look each second",
                (environment, job) -> reloading(job, models, ModelUpdates.ticks(environment, LOOK)),
                (stream, scoring) -> models.publish());
    }

    private void onEvent() throws Exception {
        TunedModels models = models("event");
        broker.createTopic("models", 1);
        String topic = "kafka://" + broker.servers() + "/models";
        measure(
                "event",
                (environment, job) -> reloading(job, models, events(environment, topic)),
                (stream, scoring) -> {
                    String version = models.publish();
                    ModelTopic.at(topic).send(ModelEvent.Action.PUBLISH, version);
                    return version;
                });
    }

    private void service() throws Exception {
        TunedModels models = models("service");
        try (ServeProcess service = serve(models, "every=1s")) {
            RemoteOptions options = RemoteOptions.of(service.uri());
            measure(
                    "service that looks each second",
                    (environment, job) -> job.score(options),
                    (stream, scoring) -> models.publish());
        }
    }

    /** Blue has the first version alone, green the second; they take turns. */
    private void blueGreen() throws Exception {
        // Not in the project, whose path may be too long for a socket's.
        Path directory = Files.createTempDirectory("flink-ml-lab-balancer");
        TunedModels one = models("blue");
        TunedModels two = models("green");
        two.publish();
        try (ServeProcess blue = serve(one, "never");
                ServeProcess green = serve(two, "never");
                Balancer balancer = Balancer.start(blue.uri(), green.uri(), directory)) {
            Eventually.holds("both are found", () -> bothFound(balancer));
            balancer.drain("green");
            boolean[] isGreen = new boolean[1];
            measure(
                    "blue and green services",
                    (environment, job) -> job.score(RemoteOptions.of(balancer.uri())),
                    (stream, scoring) -> {
                        isGreen[0] = !isGreen[0];
                        balancer.use(isGreen[0] ? "green" : "blue");
                        balancer.drain(isGreen[0] ? "blue" : "green");
                        return isGreen[0] ? "v000002" : "v000001";
                    });
        } finally {
            FileUtils.deleteDirectory(directory.toFile());
        }
    }

    private static boolean bothFound(Balancer balancer) throws Exception {
        return balancer.finds("blue") && balancer.finds("green");
    }

    private TunedModels models(String name) {
        return new TunedModels(work.resolve(name), pipeline);
    }

    private static ServeProcess serve(TunedModels models, String reload) throws Exception {
        return ServeProcess.start("--store", models.root(), "--port", 0, "--reload", reload);
    }

    private static DataStream<Row> events(StreamExecutionEnvironment environment, String topic) {
        return ModelTopic.at(topic).events(environment);
    }

    private static ScoredStream reloading(
            ScoringJob job, TunedModels models, DataStream<Row> events) {
        ServedModel first = models.current();
        return job.score(
                ModelUpdates.at(events, models.location(), first, List.of()), new ScoringOptions());
    }

    private void measure(String name, ScoredTraffic.Scoring scoring, Change change)
            throws Exception {
        List<Switch> switches = new ArrayList<>();
        try (ScoredTraffic stream = new ScoredTraffic(broker, cluster, name.replace(' ', '-'))) {
            stream.start(scoring, null);
            Thread.sleep(WARM_UP_MILLIS);
            long begin = System.currentTimeMillis();
            for (int i = 0; i < changes; i++) {
                long now = System.currentTimeMillis();
                switches.add(new Switch(now, change.make(stream, scoring)));
                Thread.sleep(BETWEEN_MILLIS);
            }
            Thread.sleep(2 * ScoredTraffic.CHECKPOINT_MILLIS);
            List<Arrival> rows =
                    stream.arrivals().stream().filter(row -> row.scored() >= begin).toList();
            System.out.println(name + "\t" + Switch.summary(switches, rows));
        }
    }

    /** Brings a version in and returns its name. */
    private interface Change {
        String make(ScoredTraffic stream, ScoredTraffic.Scoring scoring) throws Exception;
    }
}
