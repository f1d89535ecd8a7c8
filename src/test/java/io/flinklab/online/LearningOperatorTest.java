package io.flinklab.online;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.flinklab.churn.Churn;
import io.flinklab.data.Example;
import io.flinklab.features.UnseenCategory;
import io.flinklab.serving.Scorer;
import io.flinklab.serving.ServedModel;
import io.flinklab.streaming.LiveModels;
import io.flinklab.streaming.ScoredStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.types.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

// A harness may be interrupted when it is closed, which no test does.
@SuppressWarnings("try")
class LearningOperatorTest {
    private static final LearnerOptions FTRL =
            new LearnerOptions(new UpdateRule.Ftrl(0.05, 1, 0, 1));

    @TempDir private Path root;
    private LiveModels models;
    private ServedModel first;

    @BeforeEach
    void publish() {
        models = LiveModels.in(root, UnseenCategory.ERROR);
        first = models.version(1);
    }

    @Test
    void shouldScoreBeforeItLearns() throws Exception {
        try (var learner = harness(FTRL)) {
            learner.open();
            learn(learner, 0, 3);

            List<Row> scores = learner.extractOutputValues();
            assertThat(scores.get(0).<Double>getFieldAs(1))
                    .isCloseTo(
                            Scorer.of(models.store().open()).score(LearnedCustomers.ALL.get(0)),
                            within(1e-12));
            assertThat(scores)
                    .extracting(row -> row.getFieldAs(3))
                    .containsExactly("v000001+0", "v000001+1", "v000001+2");
            double second =
                    Scorer.of(Churn.SCHEMA, versionAfter(learner(1)).pipeline(first.pipeline()))
                            .score(LearnedCustomers.ALL.get(1));
            assertThat(scores.get(1).<Double>getFieldAs(1)).isCloseTo(second, within(1e-12));
        }
    }

    @Test
    void shouldGradeEachRowThatItLearnsFromByTheScoreItGaveBefore() throws Exception {
        GradedRows grades = new GradedRows(Churn.SCHEMA);
        try (var learner = harness(FTRL)) {
            learner.open();
            process(learner, LearnedCustomers.ALL.get(0).withLabel(Double.NaN), 0);
            process(learner, LearnedCustomers.ALL.get(1), 1);

            Row scored = learner.extractOutputValues().get(1);
            Example customer = LearnedCustomers.ALL.get(1);
            assertThat(learner.getSideOutput(grades.tag()))
                    .extracting(StreamRecord::getValue)
                    .containsExactly(grades.of(scored, customer.label(), customer.sharedTexts()));
        }
    }

    @Test
    void shouldGoOnFromASnapshotToTheSameBitsWhateverItIsSubmittedWith() throws Exception {
        LearnedVersion whole = versionAfter(learner(40));
        OperatorSubtaskState snapshot;
        try (var learner = harness(FTRL)) {
            learner.open();
            learn(learner, 0, 25);
            snapshot = learner.snapshot(1, 1);
        }
        first = models.version(2);
        try (var learner = harness(FTRL)) {
            learner.initializeState(snapshot);
            learner.open();
            learn(learner, 25, 40);

            LearnedVersion found = versionAfter(learner);
            assertThat(found.warmStart()).isEqualTo("v000001");
            assertThat(found.tally()).isEqualTo(whole.tally());
            assertThat(found.rows()).isEqualTo(whole.rows()).isEqualTo("test?lines=0-39");
            assertThat(found.metrics()).isEqualTo(whole.metrics()).containsEntry("rows", 40.0);
            assertThat(found.coefficients()).containsExactly(whole.coefficients());
            assertThat(found.intercept()).isEqualTo(whole.intercept());
        }
    }

    /** Row 10 brings a country before the snapshot, row 30 one after it. */
    @Test
    void shouldGoOnFromASnapshotWithFeaturesThatGrewToTheSameBits() throws Exception {
        first = LiveModels.in(root.resolve("keeps"), UnseenCategory.KEEP).version(1);
        LearnedVersion whole;
        OperatorSubtaskState snapshot;
        try (var learner = growing()) {
            learner.open();
            learnOfTravellers(learner, 0, 25);
            snapshot = learner.snapshot(1, 1);
            learnOfTravellers(learner, 25, 40);
            whole = versionAfter(learner);
        }
        try (var learner = growing()) {
            learner.initializeState(snapshot);
            learner.open();
            learnOfTravellers(learner, 25, 40);

            LearnedVersion found = versionAfter(learner);
            assertThat(found.coefficients()).containsExactly(whole.coefficients()).hasSize(15);
            assertThat(found.intercept()).isEqualTo(whole.intercept());
            assertThat(found.features()).isEqualTo(whole.features());
            assertThat(found.scaledRows()).isEqualTo(8040);
        }
        try (var learner = harness(FTRL)) {
            assertThatThrownBy(() -> learner.initializeState(snapshot))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("features to be frozen; found growing");
        }
    }

    private OneInputStreamOperatorTestHarness<Row, Row> growing() throws Exception {
        return new OneInputStreamOperatorTestHarness<>(
                new LearningOperator(
                        new WarmStart(first, FeatureMode.GROWING, 8000),
                        FTRL,
                        new PublishInterval.Rows(1),
                        false),
                1,
                1,
                0);
    }

    private static void learnOfTravellers(
            OneInputStreamOperatorTestHarness<Row, Row> learner, int from, int to)
            throws Exception {
        for (int row = from; row < to; row++) {
            Example customer = LearnedCustomers.ALL.get(row);
            process(learner, row % 20 == 10 ? customer.withText(0, "Land " + row) : customer, row);
        }
    }

    @Test
    void shouldRefuseASnapshotOfOtherOptions() throws Exception {
        OperatorSubtaskState snapshot = learner(3).snapshot(1, 1);
        try (var other = harness(new LearnerOptions(new UpdateRule.Sgd(0.1, 0)))) {
            assertThatThrownBy(() -> other.initializeState(snapshot))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("state of the rule sgd; found ftrl");
        }
    }

    @Test
    void shouldRefuseAStateOfAnotherFormat() throws Exception {
        byte[] state = LearnerState.begin("learner", WarmStart.frozen(first), FTRL).toBytes();
        byte[] older = state.clone();
        ByteBuffer.wrap(older).putInt(0, 1);

        assertThat(LearnerState.of(state, FeatureMode.FROZEN, FTRL).rows()).hasToString("");
        assertThatThrownBy(() -> LearnerState.of(older, FeatureMode.FROZEN, FTRL))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("a learner's state of format 2; found 1");
    }

    @Test
    void shouldNotLearnFromRowsWithoutALabelOrAScore() throws Exception {
        try (var learner = harness(FTRL)) {
            learner.open();
            Example customer = LearnedCustomers.ALL.get(0);
            process(learner, customer.withLabel(Double.NaN), 0);
            process(learner, customer.withText(0, "Atlantis"), 1);
            process(learner, customer, 2);

            assertThat(learner.extractOutputValues())
                    .extracting(row -> row.getFieldAs(3))
                    .containsExactly("v000001+0", "v000001+0");
            assertThat(learner.getSideOutput(ScoredStream.REJECTS))
                    .singleElement()
                    .satisfies(
                            reject ->
                                    assertThat(reject.getValue().toString()).contains("Atlantis"));
            StreamTally tally = versionAfter(learner).tally();
            assertThat(List.of(tally.rows(), tally.rejects(), tally.learned()))
                    .containsExactly(3L, 1L, 1L);
        }
    }

    @Test
    void shouldWeighRowsByAColumnAndRejectThoseWithoutAWeight() throws Exception {
        LearnerOptions weighed = FTRL.withWeightColumn("NumOfProducts");
        int column = Churn.SCHEMA.number("NumOfProducts");
        try (var learner = harness(weighed)) {
            learner.open();
            learn(learner, 0, 20);
            Example customer = LearnedCustomers.ALL.get(20);
            process(learner, customer.withNumber(column, -1), 20);
            process(learner, customer.withNumber(column, Double.NaN), 21);
            process(learner, customer.withNumber(column, Double.POSITIVE_INFINITY), 22);
            learn(learner, 20, 40);

            OnlineLogisticRegression plain =
                    LearnedCustomers.learned(
                            first.pipeline(),
                            weighed,
                            LearnedCustomers.ALL.subList(0, 40),
                            row -> row.number(column));
            assertThat(versionAfter(learner).coefficients()).containsExactly(plain.coefficients());
            assertThat(learner.extractOutputValues()).hasSize(40);
            assertThat(learner.getSideOutput(ScoredStream.REJECTS))
                    .extracting(reject -> reject.getValue().getField(3))
                    .containsExactly(
                            "NumOfProducts: expected a weight of 0 or more, found -1.0",
                            "NumOfProducts: expected a weight of 0 or more, found none",
                            "NumOfProducts: expected a weight of 0 or more, found Infinity");
        }
    }

    @Test
    void shouldMakeVersionsByTheClockIfSomethingWasLearned() throws Exception {
        PublishInterval second = new PublishInterval.Time(Duration.ofSeconds(1));
        try (var learner =
                new OneInputStreamOperatorTestHarness<Row, Row>(
                        new LearningOperator(WarmStart.frozen(first), FTRL, second, false),
                        1,
                        1,
                        0)) {
            learner.setProcessingTime(0);
            learner.open();
            learn(learner, 0, 3);
            learner.setProcessingTime(999);
            assertThat(learner.getSideOutput(LearningOperator.VERSIONS)).isNull();
            learner.setProcessingTime(1_000);
            learner.setProcessingTime(2_000);
            learn(learner, 3, 5);
            learner.setProcessingTime(3_000);
            learn(learner, 5, 6);
            learner.endInput();
            learner.endInput();

            List<Long> learned = new ArrayList<>();
            for (StreamRecord<byte[]> each : learner.getSideOutput(LearningOperator.VERSIONS)) {
                learned.add(LearnedVersion.of(each.getValue()).tally().learned());
            }
            assertThat(learned).containsExactly(3L, 5L, 6L);
        }
    }

    @Test
    void shouldLearnOnOneSubtaskAlone() throws Exception {
        try (var learner =
                new OneInputStreamOperatorTestHarness<Row, Row>(
                        new LearningOperator(
                                WarmStart.frozen(first), FTRL, new PublishInterval.Rows(1), false),
                        2,
                        2,
                        0)) {
            assertThatThrownBy(learner::open)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage(
                            "Expected one subtask that learns, since what is learned depends on the"
                                    + " order of all rows; found 2. Set the operator's parallelism"
                                    + " to 1.");
        }
    }

    private OneInputStreamOperatorTestHarness<Row, Row> harness(LearnerOptions options)
            throws Exception {
        return new OneInputStreamOperatorTestHarness<>(
                new LearningOperator(
                        WarmStart.frozen(first), options, new PublishInterval.Rows(1), false),
                1,
                1,
                0);
    }

    /** One that has learned from the first rows. */
    private OneInputStreamOperatorTestHarness<Row, Row> learner(int rows) throws Exception {
        OneInputStreamOperatorTestHarness<Row, Row> learner = harness(FTRL);
        learner.open();
        learn(learner, 0, rows);
        return learner;
    }

    private static void learn(OneInputStreamOperatorTestHarness<Row, Row> learner, int from, int to)
            throws Exception {
        for (int row = from; row < to; row++) {
            process(learner, LearnedCustomers.ALL.get(row), row);
        }
    }

    private static void process(
            OneInputStreamOperatorTestHarness<Row, Row> learner, Example customer, int row)
            throws Exception {
        learner.processElement(new StreamRecord<>(LearnedCustomers.event(customer, row)));
    }

    /** What it gave out last. */
    private static LearnedVersion versionAfter(OneInputStreamOperatorTestHarness<Row, Row> learner)
            throws IOException {
        byte[] last = null;
        for (StreamRecord<byte[]> version : learner.getSideOutput(LearningOperator.VERSIONS)) {
            last = version.getValue();
        }
        return LearnedVersion.of(last);
    }
}
