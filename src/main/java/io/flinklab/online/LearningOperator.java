package io.flinklab.online;

import io.flinklab.data.Example;
import io.flinklab.data.flink.EventRows;
import io.flinklab.features.FeatureVector;
import io.flinklab.serving.UnseenTally;
import io.flinklab.streaming.ScoreRows;
import io.flinklab.streaming.ScoredStream;
import java.io.IOException;
import java.util.List;
import java.util.PriorityQueue;
import java.util.UUID;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.typeutils.RowTypeInfo;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.tasks.ProcessingTimeService;
import org.apache.flink.types.Row;
import org.apache.flink.types.RowKind;
import org.apache.flink.util.OutputTag;

/**
 * Scores each example, then learns from it where it has a label. Of a changelog it scores what is
 * inserted, and learns from what is updated, in order of time, when the watermark has passed it;
 * what is learned is graded by the score that it got when it was inserted. Its state is all that
 * the learner knows, the features' stages included: a job that goes on from a savepoint goes on
 * with these, whatever model it is submitted with.
 *
 * <p>Its metrics are {@code learned} and {@code rejects}, rows since the learner began.
 */
final class LearningOperator extends AbstractStreamOperator<Row>
        implements OneInputStreamOperator<Row, Row>, BoundedOneInput {
    static final OutputTag<byte[]> VERSIONS =
            new OutputTag<>("versions", PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO);

    private static final long serialVersionUID = 1L;
    private static final String SCORES = "scores";
    private static final ListStateDescriptor<byte[]> LEARNER =
            new ListStateDescriptor<>(
                    "learner", PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO);

    private final WarmStart submitted;
    private final LearnerOptions options;
    private final PublishInterval every;
    private final boolean late;
    private final String name = UUID.randomUUID().toString();

    private transient ListState<byte[]> state;
    private transient ListState<Row> joinedState;
    private transient PriorityQueue<JoinedRow> joined;
    private transient MapState<String, Row> scores;
    private transient LearnerState learner;
    private transient double threshold;
    private transient RowWeights weights;
    private transient long published;
    private transient GradedRows grades;
    private transient OutputTag<Row> graded;

    /**
     * @param submitted what to begin with
     * @param every when to make a version
     * @param late whether the rows are a changelog by key, as {@link LabelJoin} makes it
     */
    LearningOperator(
            WarmStart submitted, LearnerOptions options, PublishInterval every, boolean late) {
        this.submitted = submitted;
        this.options = options;
        this.every = every;
        this.late = late;
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        requireOneSubtask();
        state = context.getOperatorStateStore().getListState(LEARNER);
        learner = LearnerState.begin(name, submitted, options);
        for (byte[] kept : state.get()) {
            learner = LearnerState.of(kept, submitted.mode(), options);
        }
        requireSameRows();
        threshold = learner.start().threshold();
        weights = new RowWeights(submitted.schema(), options.weightColumn());
        grades = new GradedRows(submitted.schema());
        graded = grades.tag();
        joined = new PriorityQueue<>();
        RowTypeInfo scored = ScoreRows.type(submitted.schema());
        joinedState =
                context.getOperatorStateStore()
                        .getListState(new ListStateDescriptor<>("joined", JoinedRow.type(scored)));
        for (Row kept : joinedState.get()) {
            joined.add(JoinedRow.of(kept));
        }
        if (late) {
            scores =
                    context.getKeyedStateStore()
                            .getMapState(new MapStateDescriptor<>(SCORES, Types.STRING, scored));
        }
    }

    private void requireOneSubtask() {
        int subtasks = getRuntimeContext().getNumberOfParallelSubtasks();
        if (subtasks > 1) {
            throw new IllegalStateException(
                    "Expected one subtask that learns, since what is learned depends on the order of"
                            + " all rows; found %s. Set the operator's parallelism to 1."
                                    .formatted(subtasks));
        }
    }

    private void requireSameRows() {
        if (!learner.first().schema().hasSameExamples(submitted.schema())) {
            throw new IllegalStateException(
                    "Expected rows as those that the saved state was learned from, with the features"
                            + " %s; found %s. Begin without the old state."
                                    .formatted(
                                            learner.first().schema().featureNames(),
                                            submitted.schema().featureNames()));
        }
    }

    @Override
    public void open() throws Exception {
        super.open();
        getMetricGroup().gauge("learned", () -> learner.tally().learned());
        getMetricGroup().gauge("rejects", () -> learner.tally().rejects());
        published = learner.tally().learned();
        if (every instanceof PublishInterval.Time interval) {
            publishLater(interval);
        }
    }

    private void publishLater(PublishInterval.Time interval) {
        ProcessingTimeService clock = getProcessingTimeService();
        clock.registerTimer(
                clock.getCurrentProcessingTime() + interval.time().toMillis(),
                now -> {
                    publish();
                    publishLater(interval);
                });
    }

    @Override
    public void endInput() throws IOException {
        if (every instanceof PublishInterval.Time) {
            publish();
        }
    }

    private void publish() throws IOException {
        if (learner.tally().learned() > published) {
            published = learner.tally().learned();
            output.collect(VERSIONS, new StreamRecord<>(learner.version().toBytes()));
        }
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
        super.snapshotState(context);
        state.update(List.of(learner.toBytes()));
        joinedState.update(joined.stream().map(JoinedRow::toRow).toList());
    }

    @Override
    public void processElement(StreamRecord<Row> record) throws Exception {
        Row event = record.getValue();
        if (!late || event.getKind() == RowKind.INSERT) {
            score(event);
            return;
        }
        Row scored = scores.get(place(event));
        scores.remove(place(event));
        if (scored != null && event.getKind() == RowKind.UPDATE_AFTER) {
            joined.add(new JoinedRow(record.getTimestamp(), event, scored));
        }
    }

    private void score(Row event) throws Exception {
        Example example = example(event);
        double score;
        try {
            weights.of(EventRows.example(event));
            FeatureVector features = learner.features().encode(example);
            if (features == null) {
                reject(event, UnseenTally.SKIPPED);
                return;
            }
            score = learner.model().score(features);
        } catch (IllegalArgumentException e) {
            reject(event, e.getMessage());
            return;
        }
        Row scored = scored(event, score, score >= threshold ? 1 : 0);
        learner = learner.with(learner.tally().withScored());
        output.collect(new StreamRecord<>(scored, EventRows.time(event)));
        if (late) {
            scores.put(place(event), scored);
        } else if (example.isLabelled()) {
            learn(EventRows.time(event), event, example, scored);
        }
    }

    private Example example(Row event) {
        return weights.forModel(EventRows.example(event));
    }

    /** What tells the rows of a key from each other. */
    private String place(Row event) {
        return EventRows.origin(event) + ":" + EventRows.position(event);
    }

    /** The order of time, so that what is learned does not depend on which stream came first. */
    @Override
    public void processWatermark(Watermark mark) throws Exception {
        while (!joined.isEmpty() && joined.peek().time() <= mark.getTimestamp()) {
            JoinedRow row = joined.remove();
            learn(row.time(), row.event(), example(row.event()), row.scored());
        }
        super.processWatermark(mark);
    }

    private void learn(long time, Row event, Example example, Row scored) throws IOException {
        Row grade = grades.of(scored, example.label(), example.sharedTexts());
        output.collect(graded, new StreamRecord<>(grade, grades.time(grade)));
        double weight = weights.of(EventRows.example(event));
        if (weight > 0) {
            learner.features().learn(example, learner.model());
        }
        learner.model().learn(learner.features().encode(example), example.label(), weight, time);
        learner.window()
                .add(
                        grades.score(grade),
                        grades.prediction(grade),
                        example.label(),
                        grades.time(grade),
                        "");
        learner.rows().add(EventRows.origin(event), EventRows.position(event));
        learner = learner.with(learner.tally().withLearned());
        if (every instanceof PublishInterval.Rows interval
                && learner.tally().learned() % interval.rows() == 0) {
            publish();
        }
    }

    private Row scored(Row event, double score, int prediction) {
        long now = getProcessingTimeService().getCurrentProcessingTime();
        String version = learner.first().version() + "+" + learner.tally().learned();
        return ScoreRows.of(event, score, prediction, version, "", now);
    }

    private void reject(Row event, String reason) {
        learner = learner.with(learner.tally().withReject());
        output.collect(
                ScoredStream.REJECTS,
                new StreamRecord<>(EventRows.reject(event, "", reason), EventRows.time(event)));
    }
}
