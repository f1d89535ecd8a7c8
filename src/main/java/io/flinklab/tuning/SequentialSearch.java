package io.flinklab.tuning;

import io.flinklab.data.DataException;
import io.flinklab.data.Example;
import io.flinklab.data.PackedExamples;
import io.flinklab.evaluation.Evaluation;
import io.flinklab.evaluation.EvaluationException;
import io.flinklab.training.Recipe;
import io.flinklab.training.TrainingException;
import java.util.List;
import java.util.function.Consumer;

/**
 * A search that trains one model after the other, each in a job of its own on all subtasks: for
 * rows that one subtask cannot hold. It finds what {@link SearchJob} finds, but for rounding.
 *
 * @param search what is searched, and how
 */
public record SequentialSearch(Search search) {

    /**
     * Trains and measures what the ledger does not have yet.
     *
     * @param rows labelled
     * @param ledger of this search; gets each result as soon as it is there
     * @param watcher gets each new result after the ledger
     * @param trainer trains one model and measures it
     * @throws TrainingException a fold has no row
     */
    public SearchResult run(
            List<Example> rows, Ledger ledger, Consumer<UnitResult> watcher, Trainer trainer)
            throws Exception {
        SearchOptions options = search.options();
        PackedExamples examples = new PackedExamples(search.schema());
        examples.addAll(rows);
        FoldedRows folded = new FoldedRows(examples, options.folds(), options.seed());
        for (Unit unit : search.missing(ledger.results())) {
            UnitResult result = result(unit, folded, trainer);
            ledger.add(result);
            watcher.accept(result);
        }
        return SearchResult.of(search, ledger.results());
    }

    /** A model that there is not is a result; a cluster that failed ends the search. */
    private UnitResult result(Unit unit, FoldedRows rows, Trainer trainer) throws Exception {
        Recipe recipe = search.recipe().with(unit.hyperparameters());
        Fold fold = new Fold(unit.fold(), search.options());
        try {
            Evaluation evaluation =
                    trainer.evaluate(recipe, fold, rows.train(unit.fold()), rows.test(unit.fold()));
            return UnitResult.of(
                    unit.candidate(), unit.fold(), search.options().metric().finite(evaluation));
        } catch (TrainingException | EvaluationException | DataException e) {
            return UnitResult.failed(unit.candidate(), unit.fold(), e.getMessage());
        }
    }

    /** Trains a model on the rows of all folds but one, and measures it on that. */
    public interface Trainer {
        /**
         * Trains and measures.
         *
         * @param fold that measures
         * @param train rows of the other folds
         * @param test rows of the fold
         * @throws TrainingException the rows have no model
         */
        Evaluation evaluate(Recipe recipe, Fold fold, List<Example> train, List<Example> test)
                throws Exception;
    }
}
