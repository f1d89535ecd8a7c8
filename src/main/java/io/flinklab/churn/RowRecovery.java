package io.flinklab.churn;

import io.flinklab.data.Dataset;
import io.flinklab.data.Example;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Finds out on which rows a model was trained, from one customer as the model's output shows her. A
 * scaled number is (x - mean) / deviation, over the training rows: with x known, six of them tell
 * the rows apart.
 *
 * <p>The search knows how the rows may have been chosen: {@link TrainingPrefixes}. For 8,000 of
 * 10,000 rows there are two million ways; it tries them all.
 *
 * @param customers all rows of the file, in its order
 * @param customer the one who is shown
 * @param bestByFirst the best choice for each length of the first prefix, ascending
 * @param best the best choice of all
 * @param next the best of the others
 */
public record RowRecovery(
        List<Example> customers,
        Example customer,
        List<TrainingPrefixes> bestByFirst,
        TrainingPrefixes best,
        TrainingPrefixes next) {

    /** The article's training rows. */
    public static final int TRAINING_ROWS = 8_000;

    /** The area under the ROC curve that the article prints, of its 2,000 test rows. */
    public static final double PUBLISHED_AUROC = 0.6990527666047854;

    /** What rounding leaves of a number of whole pairs. */
    private static final double ROUNDING = 1e-9;

    /**
     * Searches the rows behind a printed customer.
     *
     * @param file customers with the columns of {@link Churn#SCHEMA}
     * @param trainingRows how many rows trained
     * @throws IllegalArgumentException the file has no customer with the printed one's categories,
     *     flags and label
     */
    public static RowRecovery of(Path file, PrintedCustomer printed, int trainingRows) {
        return of(
                Dataset.read(Churn.SCHEMA, file).requireRejectShareAtMost(0).examples(),
                printed,
                trainingRows);
    }

    static RowRecovery of(List<Example> customers, PrintedCustomer printed, int trainingRows) {
        Example customer = printed.in(customers);
        PrefixSearch search = new PrefixSearch(customers, customer, printed, trainingRows);
        List<TrainingPrefixes> bestByFirst = search.bestByFirst();
        TrainingPrefixes best = smallest(bestByFirst.stream());
        TrainingPrefixes next =
                smallest(
                        Stream.concat(
                                Stream.of(search.best(best.first(), best)),
                                bestByFirst.stream().filter(other -> other != best)));
        double exact =
                PrintedCustomer.Columns.of(best.rowsOf(customers))
                        .error(PrintedCustomer.unscaled(customer), printed.scaled());
        return new RowRecovery(
                customers,
                customer,
                bestByFirst,
                new TrainingPrefixes(best.first(), best.second(), best.third(), exact),
                next);
    }

    /**
     * How many leavers there may be among test rows, if an area under the ROC curve is a share of
     * whole pairs of a leaver and a stayer: a pair in the right order counts 1, another one 0.
     *
     * @return all numbers, ascending, up to half of the rows
     */
    public static List<Integer> leaversBehind(double auroc, int testRows) {
        return IntStream.rangeClosed(1, testRows / 2)
                .filter(
                        leavers -> {
                            double pairs = auroc * leavers * (testRows - leavers);
                            return Math.abs(pairs - Math.rint(pairs)) < ROUNDING;
                        })
                .boxed()
                .toList();
    }

    /** How many of the rows that did not train are leavers. */
    public long leaversAmongOthers() {
        return best.othersOf(customers).stream().filter(row -> row.label() == 1).count();
    }

    private static TrainingPrefixes smallest(Stream<TrainingPrefixes> choices) {
        return choices.min(Comparator.comparingDouble(TrainingPrefixes::error)).orElseThrow();
    }
}
