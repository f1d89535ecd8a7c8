package io.flinklab.streaming;

import static org.assertj.core.api.Assertions.assertThat;

import io.flinklab.serving.FailingRuntime;
import io.flinklab.serving.ModelGate;
import io.flinklab.serving.ScoringRuntime;
import io.flinklab.serving.ServedModel;
import io.flinklab.store.flink.StoreLocation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.tasks.mailbox.TaskMailbox;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.types.Row;
import org.apache.flink.util.InstantiationUtil;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The job was submitted with version 1; who scores may have restored any other. */
// A harness may be interrupted when it is closed, which no test does.
@SuppressWarnings("try")
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class GateOperatorTest {
    private static final String ONE = "v000001";
    private static final String TWO = "v000002";
    private static final String THREE = "v000003";

    @TempDir private Path root;
    private LiveModels models;
    private ServedModel first;

    @BeforeEach
    void publishOne() {
        models = LiveModels.in(root);
        first = models.version(1);
    }

    @Test
    void shouldGiveOnTheStoresModelWhenItStartsThoughItIsTheSubmittedOne() throws Exception {
        try (var gate = gate(ScoringRuntime.PLAIN)) {
            gate.open();
            look(gate);

            assertThat(given(gate)).containsExactly(ONE);
            assertThat(reports(gate)).isEmpty();
        }
    }

    @Test
    void shouldGiveAModelOnOnceAndThenOnlyWhatChanges() throws Exception {
        try (var gate = gate(ScoringRuntime.PLAIN)) {
            gate.open();
            look(gate);
            tick(gate);
            models.version(2);
            tick(gate);
            tick(gate);
            models.store().rollback();
            tick(gate);

            assertThat(given(gate)).containsExactly(ONE, TWO, ONE);
            assertThat(reports(gate)).containsExactly(changed(TWO), changed(ONE));
        }
    }

    /** In a cluster no task without state is told that it was restored. */
    @Test
    void shouldGiveOnAVersionGoneBackToBeforeTheFailure() throws Exception {
        models.version(3);
        GateOperator operator = operator(first, ScoringRuntime.PLAIN);
        OperatorSubtaskState checkpoint = checkpointAfterLooking(operator);
        models.store().pin(ONE);
        try (var recovered = harness(operator)) {
            recovered.initializeState(checkpoint);
            recovered.open();
            look(recovered);

            assertThat(given(recovered)).containsExactly(ONE);
            assertThat(reports(recovered)).containsExactly(changed(ONE));
        }
    }

    @Test
    void shouldNotReportAChangeThatItReportedBeforeTheFailure() throws Exception {
        models.version(3);
        GateOperator operator = operator(first, ScoringRuntime.PLAIN);
        OperatorSubtaskState checkpoint = checkpointAfterLooking(operator);
        try (var recovered = harness(operator)) {
            recovered.initializeState(checkpoint);
            recovered.open();
            look(recovered);
            tick(recovered);

            assertThat(given(recovered)).containsExactly(THREE);
            assertThat(reports(recovered)).isEmpty();
        }
    }

    @Test
    void shouldBeginWithTheSubmittedModelInAJobSubmittedFromASavepoint() throws Exception {
        OperatorSubtaskState savepoint =
                checkpointAfterLooking(operator(first, ScoringRuntime.PLAIN));
        ServedModel newer = models.version(2);
        try (var submitted = harness(operator(newer, ScoringRuntime.PLAIN))) {
            submitted.initializeState(savepoint);
            submitted.open();
            look(submitted);

            assertThat(given(submitted)).containsExactly(TWO);
            assertThat(reports(submitted)).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("thrown")
    void shouldReportWhateverIsThrownAndLookAgain(Throwable thrown) throws Exception {
        try (var gate = gate(new FailingRuntime(thrown))) {
            gate.open();
            look(gate);

            assertThat(given(gate)).isEmpty();
            assertThat(gate.getSideOutput(GateOperator.REPORTS))
                    .singleElement()
                    .satisfies(
                            report ->
                                    assertThat(report.getValue().<String>getFieldAs(3))
                                            .contains("the worker died"));
            models.version(2);
            tick(gate);
            assertThat(given(gate)).containsExactly(TWO);
        }
    }

    static List<Throwable> thrown() {
        return List.of(
                new IllegalStateException("the worker died"),
                new UncheckedIOException(new IOException("the worker died")),
                new NullPointerException("the worker died"),
                new NoClassDefFoundError("the worker died"),
                new StackOverflowError("the worker died"));
    }

    @Test
    void shouldHaveOneTimerPendingHoweverOftenAStoreOutOfReachIsLookedInto() throws Exception {
        Files.createDirectory(root.resolve("pinned"));
        try (var gate = gate(ScoringRuntime.PLAIN)) {
            gate.open();
            look(gate);
            for (int i = 0; i < 5; i++) {
                tick(gate);
            }

            assertThat(gate.getProcessingTimeService().getNumActiveTimers()).isOne();
            assertThat(reports(gate)).containsExactly(Tuple.tuple(ModelReportRows.UNREACHABLE, ""));
            Files.delete(root.resolve("pinned"));
            models.version(2);
            gate.setProcessingTime(gate.getProcessingTime() + 1_000);
            look(gate);
            assertThat(gate.getProcessingTimeService().getNumActiveTimers()).isZero();
            assertThat(given(gate)).containsExactly(TWO);
        }
    }

    private static OperatorSubtaskState checkpointAfterLooking(GateOperator operator)
            throws Exception {
        try (var failing = harness(operator)) {
            failing.open();
            look(failing);
            return failing.snapshot(1, 1);
        }
    }

    private OneInputStreamOperatorTestHarness<Row, Row> gate(ScoringRuntime runtime)
            throws Exception {
        return harness(operator(first, runtime));
    }

    /** One submission's gate. */
    private GateOperator operator(ServedModel submitted, ScoringRuntime runtime) {
        ModelGate gate = new ModelGate(List.of(), runtime);
        return new GateOperator(StoreLocation.of(root), gate, submitted);
    }

    /** Sends the gate to a task, as it is sent there again after a failure. */
    private static OneInputStreamOperatorTestHarness<Row, Row> harness(GateOperator operator)
            throws Exception {
        return new OneInputStreamOperatorTestHarness<>(InstantiationUtil.clone(operator));
    }

    private static void tick(OneInputStreamOperatorTestHarness<Row, Row> gate) throws Exception {
        gate.processElement(new StreamRecord<>(ModelEventRows.tick()));
        look(gate);
    }

    /** Waits for what the gate's own thread found. */
    private static void look(OneInputStreamOperatorTestHarness<Row, Row> gate) throws Exception {
        gate.getTaskMailbox().take(TaskMailbox.MIN_PRIORITY).run();
    }

    private static List<String> given(OneInputStreamOperatorTestHarness<Row, Row> gate) {
        return gate.extractOutputValues().stream()
                .map(row -> ModelRows.model(row).version())
                .toList();
    }

    private static List<Tuple> reports(OneInputStreamOperatorTestHarness<Row, Row> gate) {
        var reports = gate.getSideOutput(GateOperator.REPORTS);
        return reports == null
                ? List.of()
                : reports.stream()
                        .map(StreamRecord::getValue)
                        .map(row -> Tuple.tuple(row.getField(1), row.getField(2)))
                        .toList();
    }

    private static Tuple changed(String version) {
        return Tuple.tuple(ModelReportRows.CHANGED, version);
    }
}
