package io.flinklab.streaming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flinklab.app.Lab;
import io.flinklab.app.ServeProcess;
import io.flinklab.churn.Churn;
import io.flinklab.data.Example;
import io.flinklab.data.flink.EventRows;
import io.flinklab.data.flink.RejectRows;
import io.flinklab.features.SamplePipelines;
import io.flinklab.features.UnseenCategory;
import io.flinklab.serving.Scorer;
import io.flinklab.store.ModelStore;
import io.flinklab.store.StoreFixture;
import io.flinklab.store.StoredModel;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import org.apache.flink.api.common.restartstrategy.RestartStrategies;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.types.Row;
import org.apache.flink.util.CloseableIterator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RemoteScoringIT {
    private static final double AT_ONCE = 1e9;

    @RegisterExtension static final Lab LAB = new Lab();

    private Path root;
    private StoredModel model;
    private Scorer scorer;
    private StreamExecutionEnvironment env;

    @BeforeEach
    void publish() {
        root = LAB.newDirectory().resolve("models");
        model =
                StoreFixture.publish(
                        ModelStore.at(root), SamplePipelines.reference(UnseenCategory.ERROR));
        scorer = Scorer.of(model);
        env = LAB.cluster().environment();
        env.setParallelism(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 100})
    void shouldScoreAsThePlainScorerDoes(int batch) throws Exception {
        int rows = 5_000;
        try (ServeProcess service = serve()) {
            RemoteOptions options = RemoteOptions.of(service.uri()).with(200, 8, batch);

            List<Row> scores =
                    new RemoteScoring(options, Churn.SCHEMA)
                            .score(LoadedCustomers.stream(env, rows, AT_ONCE))
                            .executeAndCollect(rows + 1);

            requireEachOnce(scores, rows);
            String sha256 = model.manifest().modelSha256();
            for (Row score : scores) {
                Example customer = LoadedCustomers.customer(score.<Long>getFieldAs(0));
                assertThat(score)
                        .isEqualTo(
                                ScoreRows.of(
                                        customer.key(),
                                        scorer.score(customer),
                                        scorer.predict(customer).orElseThrow().prediction(),
                                        "v000001",
                                        sha256,
                                        1000 + (Long) customer.key(),
                                        score.<Long>getFieldAs(6)));
            }
        }
    }

    /** The service answers only when as many are there as the job may hold. */
    @Test
    void shouldHoldNoMoreCustomersThanItsCapacity() throws Exception {
        int rows = 200;
        CyclicBarrier capacity = new CyclicBarrier(5);
        try (HeldService service = HeldService.start(capacity::await)) {
            env.setParallelism(1);
            RemoteOptions options =
                    RemoteOptions.of(service.uri()).with(capacity.getParties(), 20, 1);

            List<Row> scores =
                    new RemoteScoring(options, Churn.SCHEMA)
                            .score(LoadedCustomers.stream(env, rows, AT_ONCE))
                            .executeAndCollect(rows + 1);

            requireEachOnce(scores, rows);
            assertThat(service.mostAtOnce()).isEqualTo(capacity.getParties());
        }
    }

    @Test
    void shouldRejectWhomTheServiceRefuses() throws Exception {
        List<String> countries = List.of("France", "Atlantis", "Spain", "x".repeat(50_000));
        List<Row> events = new ArrayList<>();
        for (int i = 0; i < countries.size(); i++) {
            Example customer = LoadedCustomers.customer(i).withText(0, countries.get(i));
            events.add(EventRows.of(customer, "in", i, 5, "raw " + i));
        }
        try (ServeProcess service = serve("--max-body", "10KB")) {
            SingleOutputStreamOperator<Row> scores =
                    new RemoteScoring(RemoteOptions.of(service.uri()), Churn.SCHEMA)
                            .score(env.fromCollection(events, EventRows.TYPE));
            DataStream<Row> rejects = scores.getSideOutput(Rejects.TAG);
            CloseableIterator<Row> scored = scores.collectAsync();
            CloseableIterator<Row> rejected = rejects.collectAsync();
            env.execute();

            assertThat(scored)
                    .toIterable()
                    .extracting(row -> row.getField(0))
                    .containsExactlyInAnyOrder(0L, 2L);
            assertThat(rejected)
                    .toIterable()
                    .extracting(RejectRows::toReject)
                    .satisfiesExactlyInAnyOrder(
                            reject -> {
                                assertThat(reject.line()).isEqualTo(1);
                                assertThat(reject.column()).isEqualTo("Geography");
                                assertThat(reject.reason()).contains("Atlantis");
                                assertThat(reject.raw()).isEqualTo("raw 1");
                            },
                            reject -> {
                                assertThat(reject.line()).isEqualTo(3);
                                assertThat(reject.reason()).contains("at most 10240 bytes");
                            });
        }
    }

    @Test
    void shouldFailWhereNobodyAnswers() throws Exception {
        URI nobody;
        try (ServeProcess service = serve()) {
            nobody = service.uri();
        }
        RemoteOptions options = RemoteOptions.of(nobody).retrying(2, Duration.ofMillis(10));
        env.setRestartStrategy(RestartStrategies.noRestart());
        DataStream<Row> scores =
                new RemoteScoring(options, Churn.SCHEMA)
                        .score(LoadedCustomers.stream(env, 10, AT_ONCE));

        assertThatThrownBy(() -> scores.executeAndCollect(11))
                .hasStackTraceContaining(nobody + "/score: no answer in 2 tries");
    }

    @Test
    void shouldFailAtOnceWhereSomethingElseAnswers() throws Exception {
        try (ServeProcess service = serve()) {
            RemoteOptions options = RemoteOptions.of(service.uri().resolve("/elsewhere"));
            env.setRestartStrategy(RestartStrategies.noRestart());
            DataStream<Row> scores =
                    new RemoteScoring(options, Churn.SCHEMA)
                            .score(LoadedCustomers.stream(env, 10, AT_ONCE));

            assertThatThrownBy(() -> scores.executeAndCollect(11))
                    .hasStackTraceContaining("status 404")
                    .hasStackTraceContaining("found POST /elsewhere/score");
        }
    }

    /** With one try the job fails while the service is away; with many it waits. */
    @ParameterizedTest
    @ValueSource(ints = {1, 50})
    void shouldScoreEachOnceThoughTheServiceIsKilled(int tries) throws Exception {
        int rows = 20_000;
        env.enableCheckpointing(100);
        env.setRestartStrategy(RestartStrategies.fixedDelayRestart(1000, 20));
        List<Row> scores = new ArrayList<>();
        ServeProcess service = serve();
        RemoteOptions options =
                RemoteOptions.of(service.uri()).retrying(tries, Duration.ofMillis(20));
        CloseableIterator<Row> results =
                new RemoteScoring(options, Churn.SCHEMA)
                        .score(LoadedCustomers.stream(env, rows, 5_000))
                        .executeAndCollect();
        try {
            take(results, scores, 5_000);
            service.close();
            service = serveAt(service.uri().getPort());
            results.forEachRemaining(scores::add);
        } finally {
            results.close();
            service.close();
        }

        assertThat(LoadedCustomers.starts() > 2).isEqualTo(tries == 1);
        requireEachOnce(scores, rows);
        assertThat(scores)
                .allSatisfy(
                        score ->
                                assertThat(score.<Double>getFieldAs(1))
                                        .isEqualTo(
                                                scorer.score(
                                                        LoadedCustomers.customer(
                                                                score.<Long>getFieldAs(0)))));
    }

    private ServeProcess serve(Object... arguments) throws Exception {
        return serveAt(0, arguments);
    }

    private ServeProcess serveAt(int port, Object... arguments) throws Exception {
        List<Object> all = new ArrayList<>(List.of("--store", root, "--port", port));
        all.addAll(List.of(arguments));
        return ServeProcess.start(all.toArray());
    }

    private static void take(CloseableIterator<Row> results, List<Row> into, int count) {
        while (into.size() < count && results.hasNext()) {
            into.add(results.next());
        }
    }

    private static void requireEachOnce(List<Row> scores, int rows) {
        Set<Long> ids = new HashSet<>();
        scores.forEach(score -> ids.add(score.getFieldAs(0)));
        assertThat(scores).hasSize(rows);
        assertThat(ids).hasSize(rows);
    }
}
