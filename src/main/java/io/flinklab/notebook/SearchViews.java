package io.flinklab.notebook;

import io.flinklab.tuning.RankedCandidate;
import io.flinklab.tuning.SearchResult;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** A search of hyperparameters to look at. */
public final class SearchViews {
    private SearchViews() {}

    /** The candidates, the best first: what was tried, the mean, its standard error, marks. */
    public static Grid table(String title, SearchResult result) {
        List<String> columns =
                new ArrayList<>(result.ranked().get(0).candidate().values().keySet());
        columns.addAll(List.of(result.metric().toString(), "standard error", "note"));
        return Grid.of(
                title, columns, result.ranked().stream().map(each -> row(each, result)).toList());
    }

    private static List<Object> row(RankedCandidate each, SearchResult result) {
        List<Object> row = new ArrayList<>(each.candidate().values().values());
        row.add(each.mean());
        row.add(each.standardError());
        row.add(each.isFailed() ? "failed, " + each.failure() : result.marks(each));
        return row;
    }

    /**
     * The means over the values of one hyperparameter, with a standard error to both sides.
     *
     * @param hyperparameter its name, as {@code reg}; its values are above 0 and drawn as powers of
     *     ten
     */
    public static Picture chart(String title, SearchResult result, String hyperparameter) {
        List<RankedCandidate> measured =
                result.ranked().stream()
                        .filter(each -> !each.isFailed())
                        .sorted(Comparator.comparing(each -> value(each, hyperparameter)))
                        .toList();
        double[] x =
                measured.stream()
                        .mapToDouble(each -> Math.log10(value(each, hyperparameter)))
                        .toArray();
        return Charts.lines(
                title,
                "log10(" + hyperparameter + ")",
                result.metric().toString(),
                line("mean of the folds", false, x, measured, RankedCandidate::mean),
                line(
                        "one standard error more",
                        true,
                        x,
                        measured,
                        each -> each.mean() + each.standardError()),
                line(
                        "one standard error less",
                        true,
                        x,
                        measured,
                        each -> each.mean() - each.standardError()));
    }

    private static double value(RankedCandidate each, String hyperparameter) {
        Double value = each.candidate().values().get(hyperparameter);
        if (value == null) {
            throw new IllegalArgumentException(
                    "Expected one of the searched hyperparameters %s; found %s."
                            .formatted(each.candidate().values().keySet(), hyperparameter));
        }
        return value;
    }

    private static Line line(
            String name,
            boolean dashed,
            double[] x,
            List<RankedCandidate> candidates,
            ToDoubleFunction<RankedCandidate> y) {
        return new Line(name, x, candidates.stream().mapToDouble(y).toArray(), dashed);
    }
}
