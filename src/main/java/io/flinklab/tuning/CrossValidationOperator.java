package io.flinklab.tuning;

import io.flinklab.data.Example;
import io.flinklab.data.PackedExamples;
import io.flinklab.data.flink.ExampleRows;
import io.flinklab.features.FeaturePlan;
import io.flinklab.training.TrainingException;
import java.util.List;
import org.apache.flink.runtime.execution.CancelTaskException;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.types.Row;

/**
 * Holds all rows, and at their end trains and measures its share of the units, giving out each
 * result at once. Nothing of it is in a checkpoint: the ledger is what a search goes on from.
 */
final class CrossValidationOperator extends AbstractStreamOperator<UnitResult>
        implements OneInputStreamOperator<Row, UnitResult>, BoundedOneInput {
    private static final long serialVersionUID = 1;

    private final ExampleRows codec;
    private final FeaturePlan plan;
    private final SearchOptions options;
    private final List<Unit> units;
    private transient PackedExamples rows;

    CrossValidationOperator(
            ExampleRows codec, FeaturePlan plan, SearchOptions options, List<Unit> units) {
        this.codec = codec;
        this.plan = plan;
        this.options = options;
        this.units = units;
    }

    /**
     * Refuses to go on from a checkpoint, which has only the rows behind it to give.
     *
     * @throws SuppressRestartsException the job was restored from one
     */
    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        if (context.isRestored()) {
            throw new SuppressRestartsException(
                    new TrainingException(
                            "A search does not go on from a checkpoint. Run it again: what its"
                                    + " ledger has is not searched twice."));
        }
    }

    @Override
    public void open() throws Exception {
        super.open();
        rows = new PackedExamples(codec.schema());
    }

    @Override
    public void processElement(StreamRecord<Row> row) {
        Example example = codec.fromRow(row.getValue());
        if (!example.isLabelled()) {
            throw new TrainingException(
                    "Expected labelled rows; found %s. Leave out the rows without a label."
                            .formatted(example));
        }
        rows.add(example);
    }

    @Override
    public void endInput() {
        FoldedRows folded = new FoldedRows(rows, options.folds(), options.seed());
        FoldModels models = null;
        int fold = 0;
        for (Unit unit : share()) {
            if (Thread.currentThread().isInterrupted()) {
                throw new CancelTaskException("The search was cancelled.");
            }
            if (unit.fold() != fold) {
                fold = unit.fold();
                // The last fold's rows are let go before the next ones are made.
                models = null;
                models = new FoldModels(folded, codec.schema(), plan, options, fold);
            }
            output.collect(new StreamRecord<>(models.result(unit)));
        }
        rows = null;
    }

    private List<Unit> share() {
        return Unit.share(
                units,
                getRuntimeContext().getIndexOfThisSubtask(),
                getRuntimeContext().getNumberOfParallelSubtasks());
    }
}
