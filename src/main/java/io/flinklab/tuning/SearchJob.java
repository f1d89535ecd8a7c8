package io.flinklab.tuning;

import io.flinklab.data.flink.ExampleRows;
import io.flinklab.training.AddedOperators;
import io.flinklab.training.JobRun;
import io.flinklab.training.TrainingException;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.types.Row;

/**
 * A search as one Flink job. The rows are read once and sent to all subtasks; each trains and
 * measures its share of the models, of every candidate on every fold, by the very mathematics of
 * {@link io.flinklab.training.logistic.PenalizedLogisticRegression}. The same rows, in whatever
 * order, and the same search give the same result on any number of subtasks.
 *
 * <p>Each subtask holds on its heap all rows, packed ({@link io.flinklab.data.PackedExamples}, 20
 * bytes for a bank customer, and 5 more), and of one fold the features of all rows (12 bytes for
 * each feature that is not 0, or 8 for each if that is less, and about 100 a row). Rows that do not
 * fit are for a distributed training of one model after the other.
 *
 * @param search what is searched, and how
 */
public record SearchJob(Search search) {

    /**
     * Trains and measures what the ledger does not have yet, with whatever else was added to the
     * rows' environment. Nothing runs where the ledger has all.
     *
     * @param rows labelled examples, as {@link ExampleRows} lays them out
     * @param ledger of this search; gets each result as soon as it is there
     * @param watcher gets each new result after the ledger
     * @throws TrainingException the rows do not make the folds, or the job failed
     * @throws InterruptedException the waiting thread was interrupted; the job is cancelled, and
     *     the ledger has what was finished
     */
    public SearchResult run(DataStream<Row> rows, Ledger ledger, Consumer<UnitResult> watcher)
            throws Exception {
        List<Unit> missing = search.missing(ledger.results());
        if (!missing.isEmpty()) {
            run(rows, missing, ledger, watcher);
        }
        if (!search.missing(ledger.results()).isEmpty()) {
            throw new IllegalStateException(
                    "Expected %s results; found %s."
                            .formatted(search.units(), ledger.results().size()));
        }
        return SearchResult.of(search, ledger.results());
    }

    private void run(
            DataStream<Row> rows, List<Unit> units, Ledger ledger, Consumer<UnitResult> watcher)
            throws Exception {
        try (AddedOperators added = AddedOperators.to(rows.getExecutionEnvironment())) {
            Iterator<UnitResult> results = build(rows, units).collectAsync();
            JobRun job = added.submit("Search the " + search.recipe() + " plan");
            job.watch(
                    results,
                    result -> {
                        ledger.add(result);
                        watcher.accept(result);
                    });
            job.await();
        }
    }

    private DataStream<UnitResult> build(DataStream<Row> rows, List<Unit> units) {
        return rows.broadcast()
                .transform(
                        "cross-validate candidates",
                        TypeInformation.of(UnitResult.class),
                        new CrossValidationOperator(
                                new ExampleRows(search.schema()),
                                search.recipe().features(),
                                search.options(),
                                units))
                .setParallelism(search.options().parallelism());
    }
}
