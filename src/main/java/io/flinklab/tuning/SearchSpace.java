package io.flinklab.tuning;

import io.flinklab.data.SplitMix64;
import io.flinklab.training.Hyperparameters;
import io.flinklab.training.Recipe;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The hyperparameters that a search may try. */
public final class SearchSpace {
    /** More candidates than this are a mistake: two lists of a thousand values, multiplied. */
    private static final int MOST_CANDIDATES = 10_000;

    private static final int DEFAULT_CANDIDATES = 20;

    private final List<Dimension> dimensions;

    private SearchSpace(List<Dimension> dimensions) {
        this.dimensions = dimensions;
    }

    /**
     * Reads texts such as {@code reg=0.001..100:log}, {@code tol=1e-8,1e-6} and {@code
     * max-iter=5..50}, one for each hyperparameter.
     *
     * @throws IllegalArgumentException a text has another form, or a hyperparameter is there twice
     */
    public static SearchSpace parse(List<String> texts) {
        List<Dimension> dimensions = texts.stream().map(Dimension::parse).toList();
        Set<Hyperparameter> known = new HashSet<>();
        for (Dimension dimension : dimensions) {
            if (!known.add(dimension.hyperparameter())) {
                throw new IllegalArgumentException(
                        "expected each hyperparameter once; found " + texts);
            }
        }
        if (dimensions.isEmpty()) {
            throw new IllegalArgumentException(
                    "expected at least one hyperparameter, as reg=0.001..100:log; found none");
        }
        return new SearchSpace(dimensions);
    }

    /** Whether all values are listed, so that every combination of them is a candidate. */
    public boolean isGrid() {
        return dimensions.stream().allMatch(Dimension.Values.class::isInstance);
    }

    /**
     * The candidates: of lists all combinations; where there is a range, as many as asked for, at
     * random. The first candidates are the same however many are asked for.
     *
     * @param recipe what they are hyperparameters of
     * @param count candidates to draw, 1 or more; null for 20, or for all combinations
     * @param seed of what is drawn
     * @return fewer than asked for where the space has not as many
     * @throws IllegalArgumentException the recipe cannot be searched, a value is out of range, or
     *     the number is
     */
    public List<Candidate> candidates(Recipe recipe, Integer count, long seed) {
        Hyperparameters.Logistic usual = searchable(recipe);
        dimensions.forEach(each -> each.ends().forEach(end -> requireInRange(each, usual, end)));
        if (isGrid()) {
            requireNoCount(count);
            return numbered(usual, combinations());
        }
        int wanted = count == null ? DEFAULT_CANDIDATES : count;
        requireCount(wanted);
        return numbered(usual, drawn(wanted, seed));
    }

    private static Hyperparameters.Logistic searchable(Recipe recipe) {
        if (recipe.hyperparameters() instanceof Hyperparameters.Logistic logistic) {
            return logistic;
        }
        throw new IllegalArgumentException(
                ("the plan %s cannot be searched: expected one that is solved to its optimum, as"
                                + " converged or tuned, of which %s can be searched; found the"
                                + " estimator %s")
                        .formatted(
                                recipe,
                                String.join(", ", Hyperparameter.names()),
                                recipe.hyperparameters().getClass().getSimpleName()));
    }

    private static void requireInRange(
            Dimension dimension, Hyperparameters.Logistic usual, double value) {
        dimension.hyperparameter().set(usual, value);
    }

    private void requireNoCount(Integer count) {
        if (count != null) {
            throw new IllegalArgumentException(
                    "the lists have all their combinations as candidates, and not %s; give a range,"
                                    .formatted(count)
                            + " as reg=0.001..100:log, or no number of candidates");
        }
    }

    private static void requireCount(long count) {
        if (count < 1 || count > MOST_CANDIDATES) {
            throw new IllegalArgumentException(
                    "expected 1 to %s candidates; found %s".formatted(MOST_CANDIDATES, count));
        }
    }

    private List<Map<Hyperparameter, Double>> combinations() {
        requireCount(
                dimensions.stream()
                        .mapToLong(each -> each.ends().size())
                        .reduce(1, (a, b) -> Math.min(a * b, Integer.MAX_VALUE)));
        List<Map<Hyperparameter, Double>> combinations = List.of(Map.of());
        for (Dimension dimension : dimensions) {
            List<Map<Hyperparameter, Double>> longer = new ArrayList<>();
            for (Map<Hyperparameter, Double> combination : combinations) {
                for (double value : dimension.ends()) {
                    Map<Hyperparameter, Double> more = new LinkedHashMap<>(combination);
                    more.put(dimension.hyperparameter(), value);
                    longer.add(more);
                }
            }
            combinations = longer;
        }
        return combinations;
    }

    /** Different ones. */
    private List<Map<Hyperparameter, Double>> drawn(int count, long seed) {
        Set<Map<Hyperparameter, Double>> drawn = new LinkedHashSet<>();
        for (int i = 0; drawn.size() < count && i < 10 * count + 100; i++) {
            SplitMix64 random = new SplitMix64(seed, i);
            Map<Hyperparameter, Double> values = new LinkedHashMap<>();
            dimensions.forEach(each -> values.put(each.hyperparameter(), each.draw(random)));
            drawn.add(values);
        }
        return List.copyOf(drawn);
    }

    private static List<Candidate> numbered(
            Hyperparameters.Logistic usual, List<Map<Hyperparameter, Double>> all) {
        List<Candidate> candidates = new ArrayList<>();
        for (Map<Hyperparameter, Double> values : all) {
            Hyperparameters hyperparameters = usual;
            Map<String, Double> named = new LinkedHashMap<>();
            for (Map.Entry<Hyperparameter, Double> each : values.entrySet()) {
                hyperparameters = each.getKey().set(hyperparameters, each.getValue());
                named.put(each.getKey().toString(), each.getValue());
            }
            candidates.add(
                    new Candidate(
                            candidates.size() + 1,
                            named,
                            (Hyperparameters.Logistic) hyperparameters));
        }
        return candidates;
    }
}
