package io.flinklab.streaming;

import static org.assertj.core.api.Assertions.assertThat;

import io.flinklab.app.Eventually;
import io.flinklab.app.Lab;
import io.flinklab.app.ServeProcess;
import io.flinklab.churn.Churn;
import io.flinklab.features.SamplePipelines;
import io.flinklab.features.UnseenCategory;
import io.flinklab.serving.Scorer;
import io.flinklab.store.ModelStore;
import io.flinklab.store.StoreFixture;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.flink.api.common.restartstrategy.RestartStrategies;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.types.Row;
import org.apache.flink.util.CloseableIterator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Two services behind a real balancer take turns under load. */
class BlueGreenIT {
    private static final int ROWS = 100_000;
    private static final double ROWS_PER_SECOND = 5_000;

    @RegisterExtension static final Lab LAB = new Lab();

    private final List<Row> scores = new ArrayList<>();
    private Path root;
    private Map<String, Scorer> scorers;

    @BeforeEach
    void publishTwo() {
        Balancer.require();
        root = LAB.newDirectory();
        ModelStore blue = ModelStore.at(root.resolve("blue"));
        ModelStore green = ModelStore.at(root.resolve("green"));
        StoreFixture.publish(blue, SamplePipelines.reference(UnseenCategory.KEEP));
        StoreFixture.publish(green, SamplePipelines.reference(UnseenCategory.KEEP));
        StoreFixture.publish(green, SamplePipelines.tuned(UnseenCategory.KEEP));
        scorers = Map.of("v000001", Scorer.of(blue.open()), "v000002", Scorer.of(green.open()));
    }

    @Test
    void shouldSwitchThereAndBackWithoutOneFailedRequest() throws Exception {
        ServeProcess blue = serve("blue", 0);
        ServeProcess green = serve("green", 0);
        Balancer balancer = Balancer.start(blue.uri(), green.uri(), root);
        Eventually.holds("blue is found", () -> balancer.finds("blue"));
        balancer.drain("green");
        CloseableIterator<Row> results = job(balancer);
        try {
            takeUntil(results, "v000001", 5_000);

            Eventually.holds("green is found", () -> balancer.finds("green"));
            balancer.use("green");
            balancer.drain("blue");
            blue.terminate();
            takeUntil(results, "v000002", 5_000);
            assertThat(blue.exitCode()).isZero();

            blue.close();
            blue = serve("blue", blue.uri().getPort());
            Eventually.holds("blue is found again", () -> balancer.finds("blue"));
            balancer.use("blue");
            // Not drained at the balancer, which must see by itself that green is leaving.
            green.terminate();
            results.forEachRemaining(scores::add);
            assertThat(green.exitCode()).isZero();
        } finally {
            results.close();
            balancer.close();
            blue.close();
            green.close();
        }

        requireEachOnce();
        requireBlueGreenBlue();
    }

    /** One failed request would end this job: it tries once, and does not restart. */
    private static CloseableIterator<Row> job(Balancer balancer) throws Exception {
        StreamExecutionEnvironment env = LAB.cluster().environment();
        env.setParallelism(2);
        env.enableCheckpointing(100);
        env.setRestartStrategy(RestartStrategies.noRestart());
        RemoteOptions once = RemoteOptions.of(balancer.uri()).retrying(1, Duration.ZERO);
        return new RemoteScoring(once, Churn.SCHEMA)
                .score(LoadedCustomers.stream(env, ROWS, ROWS_PER_SECOND))
                .executeAndCollect();
    }

    private ServeProcess serve(String store, int port) throws Exception {
        return ServeProcess.start("--store", root.resolve(store), "--port", port, "--grace", "2s");
    }

    private void takeUntil(CloseableIterator<Row> results, String version, int count) {
        int seen = 0;
        while (seen < count && results.hasNext()) {
            Row score = results.next();
            scores.add(score);
            seen += version.equals(score.getField(3)) ? 1 : 0;
        }
        assertThat(seen).as("rows scored by " + version).isEqualTo(count);
    }

    private void requireEachOnce() {
        assertThat(scores).hasSize(ROWS);
        assertThat(scores.stream().map(score -> score.getField(0)).distinct()).hasSize(ROWS);
        for (Row score : scores) {
            long row = score.<Long>getFieldAs(0);
            Scorer scorer = scorers.get(score.<String>getFieldAs(3));
            assertThat(score.<Double>getFieldAs(1))
                    .isEqualTo(scorer.score(LoadedCustomers.customer(row)));
        }
    }

    private void requireBlueGreenBlue() {
        Map<Object, Long> versions =
                scores.stream()
                        .map(score -> score.getField(3))
                        .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        assertThat(versions).containsOnlyKeys("v000001", "v000002");
        assertThat(versions.get("v000002")).isGreaterThanOrEqualTo(5_000);
        assertThat(scores.subList(0, 5_000))
                .extracting(score -> score.getField(3))
                .containsOnly("v000001");
        assertThat(scores.subList(ROWS - 100, ROWS))
                .extracting(score -> score.getField(3))
                .containsOnly("v000001");
    }
}
