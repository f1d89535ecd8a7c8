package io.flinklab.streaming;

import static org.assertj.core.api.Assertions.assertThat;

import io.flinklab.app.Eventually;
import io.flinklab.app.Lab;
import io.flinklab.kit.CollectedRows;
import io.flinklab.serving.MetricBound;
import io.flinklab.serving.ServedModel;
import io.flinklab.store.StoredModel;
import io.flinklab.store.flink.StoreLocation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.types.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * What a running job makes of what happens to its store; a version that is not good goes nowhere.
 */
class ModelUpdatesIT {
    private static final Duration OFTEN = Duration.ofMillis(20);

    @RegisterExtension static final Lab LAB = new Lab();

    private Path root;
    private LiveModels models;
    private ServedModel first;

    @BeforeEach
    void publishOne() {
        root = LAB.newDirectory();
        models = LiveModels.in(root);
        first = models.version(1);
    }

    @Test
    void shouldGiveOnEachVersionThatIsPublishedPinnedOrGoneBackTo() throws Exception {
        try (CollectedRows found = CollectedRows.of(updates(List.of()).models())) {
            assertThat(model(found.next())).isEqualTo("v000001");
            models.publish();
            assertThat(model(found.next())).isEqualTo("v000002");
            models.publish();
            assertThat(model(found.next())).isEqualTo("v000003");
            models.store().pin("v000001");
            assertThat(model(found.next())).isEqualTo("v000001");
            models.store().unpin();
            assertThat(model(found.next())).isEqualTo("v000003");
            models.store().rollback();
            assertThat(model(found.next())).isEqualTo("v000002");
        }
    }

    @Test
    void shouldReportATamperedVersionOnceAndGoOnToTheNext() throws Exception {
        try (CollectedRows found = CollectedRows.of(updates(List.of()).reports())) {
            publishDamaged("\"intercept\" : 0.2", "\"intercept\" : 9.2");
            Row refused = found.next();
            models.publish();

            assertThat(outcome(refused)).isEqualTo(ModelReportRows.REFUSED);
            assertThat(refused.<String>getFieldAs(2)).isEqualTo("v000002");
            assertThat(refused.<String>getFieldAs(3)).contains("parameters.json", "expected");
            Row next = found.next();
            assertThat(outcome(next)).isEqualTo(ModelReportRows.CHANGED);
            assertThat(next.<String>getFieldAs(2)).isEqualTo("v000003");
        }
    }

    @Test
    void shouldReportAVersionBelowTheBound() throws Exception {
        List<MetricBound> bounds = List.of(MetricBound.parse("auroc>=0.99"));
        try (CollectedRows found = CollectedRows.of(updates(bounds).reports())) {
            models.publish();
            Row refused = found.next();

            assertThat(outcome(refused)).isEqualTo(ModelReportRows.REFUSED);
            assertThat(refused.<String>getFieldAs(3)).contains("auroc>=0.99");
        }
    }

    @Test
    void shouldReportWhatIsNoEvent() throws Exception {
        StreamExecutionEnvironment environment = LAB.cluster().environment();
        DataStream<Row> events =
                ModelUpdates.ticks(environment, OFTEN)
                        .map(tick -> ModelEventRows.defect("models-0@7: no event"))
                        .returns(ModelEventRows.TYPE);

        try (CollectedRows found = CollectedRows.of(at(events, List.of()).reports())) {
            Row report = found.next();

            assertThat(outcome(report)).isEqualTo(ModelReportRows.BAD_EVENT);
            assertThat(report.<String>getFieldAs(3)).isEqualTo("models-0@7: no event");
        }
    }

    private ModelUpdates updates(List<MetricBound> bounds) {
        StreamExecutionEnvironment environment = LAB.cluster().environment();
        return at(ModelUpdates.ticks(environment, OFTEN), bounds);
    }

    private ModelUpdates at(DataStream<Row> events, List<MetricBound> bounds) {
        return ModelUpdates.at(events, StoreLocation.of(root), first, bounds);
    }

    /** A version whose parameters were changed by hand, visible at once. */
    private void publishDamaged(String text, String other) throws Exception {
        Path aside = LAB.newDirectory();
        LiveModels elsewhere = LiveModels.in(aside);
        elsewhere.version(1);
        StoredModel damaged = elsewhere.publish();
        Path parameters = damaged.directory().resolve("parameters.json");
        String json = Files.readString(parameters);
        assertThat(json).contains(text);
        Files.writeString(parameters, json.replace(text, other));
        Files.move(damaged.directory(), root.resolve(damaged.version()));
        Eventually.holds(
                "the damaged version is there",
                () -> models.store().current().equals(damaged.version()));
    }

    private static String model(Row update) {
        return ModelRows.model(update).version();
    }

    private static String outcome(Row report) {
        return report.getFieldAs(1);
    }
}
