package io.flinklab.lesson;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flinklab.app.Lab;
import io.flinklab.app.TestData;
import io.flinklab.churn.Churn;
import io.flinklab.data.Example;
import io.flinklab.data.Reject;
import io.flinklab.data.flink.RejectRows;
import io.flinklab.serving.MetricBound;
import io.flinklab.serving.Scorer;
import io.flinklab.serving.ServedModel;
import io.flinklab.store.ModelStore;
import io.flinklab.store.StoredModel;
import io.flinklab.store.flink.StoreLocation;
import io.flinklab.streaming.MessageSource;
import io.flinklab.streaming.ModelReportRows;
import io.flinklab.streaming.ModelUpdates;
import io.flinklab.streaming.ScoreRows;
import io.flinklab.streaming.ScoredStream;
import io.flinklab.streaming.ScoringJob;
import io.flinklab.streaming.ScoringOptions;
import io.flinklab.training.Recipe;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.types.Row;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The story of notebook 6. */
class LiveStreamIT {
    private static final Duration OFTEN = Duration.ofMillis(50);

    @RegisterExtension static final Lab LAB = new Lab();

    private final List<Example> customers = TestData.SHIPPED.customers().subList(0, 10);

    private ModelStore store;
    private Inbox inbox;
    private LiveStream stream;

    @BeforeEach
    void start() throws Exception {
        store = ModelStore.at(LAB.newDirectory());
        inbox = new Inbox(Churn.SCHEMA, LAB.newDirectory());
        promote(Recipe.CONVERGED);
        StreamExecutionEnvironment environment = LAB.cluster().environment();
        ServedModel first = ServedModel.of(store.open());
        ModelUpdates updates =
                ModelUpdates.at(
                        ModelUpdates.ticks(environment, OFTEN),
                        StoreLocation.of(store.root()),
                        first,
                        List.of(MetricBound.parse("auroc>=0.72")));
        ScoredStream scored =
                new ScoringJob(
                                environment,
                                MessageSource.watched(Churn.SCHEMA, inbox.toString(), OFTEN))
                        .score(updates, new ScoringOptions());
        stream = new LiveStream(environment, scored, updates);
        stream.start("test");
    }

    @AfterEach
    void stop() throws Exception {
        stream.stop();
    }

    @Test
    void shouldScoreWithThePublishedModelAndAfterARollbackWithTheFirstToTheBit() throws Exception {
        assertThat(scores("first.csv")).isEqualTo(expected(Recipe.CONVERGED));
        stream.awaitModel(promote(Churn.TUNED).version());
        assertThat(scores("second.csv")).isEqualTo(expected(Churn.TUNED));
        stream.awaitModel(store.rollback());
        assertThat(scores("third.csv")).isEqualTo(expected(Recipe.CONVERGED));

        assertThat(stream.scores())
                .extracting(row -> row.getField("modelVersion"))
                .containsExactlyElementsOf(
                        IntStream.range(0, 30)
                                .mapToObj(i -> i / 10 == 1 ? "v000002" : "v000001")
                                .toList());
        assertThat(stream.takeReports(2))
                .extracting(row -> row.getField("outcome"))
                .containsOnly(ModelReportRows.CHANGED);
    }

    @Test
    void shouldGoOnWithItsModelWhereOthersAreRefused() throws Exception {
        store.pin(store.current());
        new ModelCopy(promote(Churn.TUNED).directory()).spoil("parameters.json");
        store.unpin();
        Row damaged = stream.takeReports(1).get(0);
        promote(Churn.REFERENCE);
        Row poor = stream.takeReports(1).get(0);

        assertThat(damaged.<String>getFieldAs("reason")).contains("The model is damaged");
        assertThat(poor.<String>getFieldAs("reason")).startsWith("expected auroc>=0.72; found");
        assertThat(List.of(damaged, poor))
                .extracting(row -> row.getField("outcome"))
                .containsOnly(ModelReportRows.REFUSED);
        assertThat(scores("after.csv")).isEqualTo(expected(Recipe.CONVERGED));
    }

    @Test
    void shouldGiveTheRejectsOfADirtyFile() throws Exception {
        Path file = inbox.drop("dirty.csv", "RowNumber\nno customer\n");

        List<Reject> rejects = stream.takeRejects(1);

        assertThat(rejects.get(0).file()).endsWith("dirty.csv").contains(file.getParent() + "");
        assertThat(stream.scores()).isEmpty();
    }

    @Test
    void shouldThrowTheReasonOfAFailedJobAtWhoeverWaits() throws Exception {
        StreamExecutionEnvironment environment = LAB.cluster().environment();
        DataStream<Row> failing =
                environment
                        .fromElements(1)
                        .<Row>map(
                                one -> {
                                    throw new IllegalStateException("out of paper");
                                })
                        .returns(ScoreRows.type(Churn.SCHEMA));
        DataStream<Row> rejects = failing.filter(row -> true).returns(RejectRows.TYPE);
        LiveStream failed =
                new LiveStream(environment, new ScoredStream(failing, failing, rejects, failing));
        failed.start("fails");

        assertThatThrownBy(() -> failed.takeScores(1))
                .hasMessage("The stream has ended: out of paper");
        failed.stop();
    }

    @Test
    void shouldEndTheWaitingWhenStopped() throws Exception {
        stream.stop();

        assertThatThrownBy(() -> stream.takeScores(1)).hasMessageContaining("has ended");
    }

    private StoredModel promote(Recipe plan) throws Exception {
        return Promotion.of(LAB.model(TestData.SHIPPED, plan), store);
    }

    private List<Double> scores(String file) throws Exception {
        inbox.drop(file, customers);
        return stream.takeScores(customers.size()).stream()
                .map(row -> row.<Double>getFieldAs("score"))
                .toList();
    }

    private List<Double> expected(Recipe plan) throws Exception {
        Scorer scorer = Scorer.of(LAB.model(TestData.SHIPPED, plan));
        return customers.stream().map(scorer::score).toList();
    }
}
