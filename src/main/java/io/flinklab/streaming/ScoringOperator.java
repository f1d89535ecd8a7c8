package io.flinklab.streaming;

import io.flinklab.data.Example;
import io.flinklab.data.flink.EventRows;
import io.flinklab.features.ScoreMeaning;
import io.flinklab.serving.Prediction;
import io.flinklab.serving.Scorer;
import io.flinklab.serving.Scores;
import io.flinklab.serving.ServedModel;
import io.flinklab.serving.UnseenCategoryException;
import io.flinklab.serving.UnseenTally;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.ChainingStrategy;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.types.Row;
import org.apache.flink.util.OutputTag;

/**
 * Scores examples in mini-batches, in the order in which they come. Its state is the model in use.
 * A batch never outlives a checkpoint's barrier, so it is no state.
 */
abstract class ScoringOperator extends AbstractStreamOperator<Row> {
    static final OutputTag<Row> SWITCHES = new OutputTag<>("switches", ModelReportRows.TYPE);

    private static final long serialVersionUID = 1L;
    private static final MapStateDescriptor<String, Row> MODELS =
            new MapStateDescriptor<>("models", Types.STRING, ModelRows.TYPE);

    private final ServedModel submitted;
    private final ScoringOptions options;

    private transient BroadcastState<String, Row> state;
    private transient ServedModel model;
    private transient Scorer scorer;
    private transient ScoringMetrics metrics;
    private transient UnseenTally unseen;
    private transient List<Pending> batch;
    private transient long batches;

    /**
     * @param submitted the model to begin with, also in a job that is submitted anew from a
     *     savepoint, whose model is older; after a failure the checkpoint's model is used
     */
    ScoringOperator(ServedModel submitted, ScoringOptions options) {
        this.submitted = submitted;
        this.options = options;
        setChainingStrategy(ChainingStrategy.ALWAYS);
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        state = context.getOperatorStateStore().getBroadcastState(MODELS);
        Row checkpointed = state.get(options.submission());
        state.clear();
        use(checkpointed == null ? submitted : ModelRows.model(checkpointed));
    }

    @Override
    public void open() throws Exception {
        super.open();
        batch = new ArrayList<>(options.batchSize());
        metrics = new ScoringMetrics(getRuntimeContext(), model, isServed());
    }

    boolean isServed() {
        return true;
    }

    final void add(Row event) {
        Pending next = new Pending(event, metrics.arrived());
        if (options.batchSize() == 1) {
            score(next);
            return;
        }
        batch.add(next);
        if (batch.size() >= options.batchSize()) {
            flush();
        } else if (batch.size() == 1) {
            flushLater();
        }
    }

    /** Scores what waits with the model that was in use when it came, then uses the next one. */
    final void switchTo(ServedModel next) throws Exception {
        if (!next.isSameAs(model)) {
            flush();
            use(next);
            metrics.switched(next);
            report(next);
        }
    }

    @Override
    public void processWatermark(Watermark mark) throws Exception {
        flush();
        super.processWatermark(mark);
    }

    @Override
    public void prepareSnapshotPreBarrier(long checkpointId) throws Exception {
        flush();
        super.prepareSnapshotPreBarrier(checkpointId);
    }

    @Override
    public void finish() throws Exception {
        flush();
        super.finish();
    }

    @Override
    public void close() throws Exception {
        if (scorer != null) {
            scorer.close();
        }
        super.close();
    }

    private void use(ServedModel next) throws Exception {
        Scorer replaced = scorer;
        scorer = options.runtime().open(next);
        if (replaced != null) {
            replaced.close();
        }
        model = next;
        unseen =
                new UnseenTally(
                        scorer.schema(),
                        scorer.categories(),
                        example -> metrics.unseenExample(example));
        state.put(options.submission(), ModelRows.of(next));
    }

    private void report(ServedModel next) {
        long now = getProcessingTimeService().getCurrentProcessingTime();
        output.collect(
                SWITCHES,
                new StreamRecord<>(
                        ModelReportRows.of(now, ModelReportRows.IN_USE, next.version(), ""), now));
    }

    private void flushLater() {
        long current = batches;
        long now = getProcessingTimeService().getCurrentProcessingTime();
        getProcessingTimeService()
                .registerTimer(
                        now + options.batchDelay().toMillis(),
                        time -> {
                            if (batches == current) {
                                flush();
                            }
                        });
    }

    private void flush() {
        if (batch.isEmpty()) {
            return;
        }
        if (batch.size() == 1) {
            score(batch.get(0));
        } else {
            scoreBatch();
        }
        batch.clear();
        batches++;
    }

    private void scoreBatch() {
        if (scorer.meaning() == ScoreMeaning.SEGMENT) {
            batch.forEach(this::score);
            return;
        }
        Scores scores;
        try {
            scores = scorer.score(batch.stream().map(Pending::example).toList());
        } catch (UnseenCategoryException | IllegalArgumentException oneOfThem) {
            batch.forEach(this::score);
            return;
        }
        for (int i = 0; i < scores.size(); i++) {
            if (scores.isSkipped(i)) {
                skipped(batch.get(i));
            } else {
                scored(batch.get(i), scorer.prediction(scores.get(i)));
            }
        }
    }

    private void score(Pending example) {
        try {
            Optional<Prediction> prediction = scorer.predict(example.example());
            if (prediction.isPresent()) {
                scored(example, prediction.get());
            } else {
                skipped(example);
            }
        } catch (UnseenCategoryException e) {
            count(example);
            rejected(example, Rejects.Kind.UNSEEN_CATEGORY, e.column(), e.getMessage());
        } catch (IllegalArgumentException e) {
            rejected(example, Rejects.Kind.NOT_FINITE, "", e.getMessage());
        }
    }

    private void scored(Pending example, Prediction prediction) {
        long now = getProcessingTimeService().getCurrentProcessingTime();
        metrics.scored(example.arrivedNanos());
        count(example);
        Row score =
                ScoreRows.of(
                        example.event,
                        prediction.score(),
                        prediction.prediction(),
                        model.version(),
                        model.sha256(),
                        now);
        output.collect(new StreamRecord<>(score, EventRows.time(example.event)));
    }

    private void skipped(Pending example) {
        List<String> columns = count(example);
        rejected(
                example,
                Rejects.Kind.SKIPPED,
                columns.isEmpty() ? "" : columns.get(0),
                UnseenTally.SKIPPED);
    }

    /** Counts the columns of the example's unseen categories; gives them. */
    private List<String> count(Pending example) {
        List<String> columns = unseen.count(example.example());
        if (!columns.isEmpty()) {
            columns.forEach(metrics::unseen);
        }
        return columns;
    }

    private void rejected(Pending example, Rejects.Kind kind, String column, String reason) {
        metrics.rejected(kind, column);
        Row reject = EventRows.reject(example.event, column, reason);
        output.collect(Rejects.TAG, new StreamRecord<>(reject, EventRows.time(example.event)));
    }

    /**
     * An example that waits for a score.
     *
     * @param event of {@link EventRows#TYPE}
     * @param arrivedNanos as {@link ScoringMetrics#arrived}
     */
    private record Pending(Row event, long arrivedNanos) {
        Example example() {
            return EventRows.example(event);
        }
    }

    /** Scores with the model that the job was submitted with; chained to the source. */
    static class Fixed extends ScoringOperator implements OneInputStreamOperator<Row, Row> {
        private static final long serialVersionUID = 1L;

        Fixed(ServedModel model, ScoringOptions options) {
            super(model, options);
        }

        @Override
        public final void processElement(StreamRecord<Row> example) {
            add(example.getValue());
        }
    }

    /** Scores beside the operator whose scores are served. */
    static final class Shadow extends Fixed {
        private static final long serialVersionUID = 1L;

        Shadow(ServedModel model, ScoringOptions options) {
            super(model, options);
        }

        @Override
        boolean isServed() {
            return false;
        }
    }

    /** Scores the first input's examples with the latest model of the second, a broadcast. */
    static final class Reloading extends ScoringOperator
            implements TwoInputStreamOperator<Row, Row, Row> {
        private static final long serialVersionUID = 1L;

        Reloading(ServedModel first, ScoringOptions options) {
            super(first, options);
        }

        @Override
        public void processElement1(StreamRecord<Row> example) {
            add(example.getValue());
        }

        @Override
        public void processElement2(StreamRecord<Row> update) throws Exception {
            switchTo(ModelRows.model(update.getValue()));
        }
    }
}
