package io.flinklab.lesson;

import io.flinklab.data.Example;
import io.flinklab.interchange.MissingRuntimeException;
import io.flinklab.interchange.Runtimes;
import io.flinklab.serving.Scorer;
import io.flinklab.serving.Scores;
import io.flinklab.serving.ServedModel;
import io.flinklab.store.StoredModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;

/**
 * Compares the scores of several runtimes with those of the plain scorer, on the same rows. Prints
 * a line that begins with "Skipped: " for a runtime that is not installed.
 */
public final class RuntimeParity {
    /** Names of the columns of {@link #rows}. */
    public static final List<String> COLUMNS =
            List.of("runtime", "first customer", "customers", "differ by more than 1e-12");

    private static final double TOLERANCE = 1e-12;

    private final ServedModel model;
    private final List<Example> examples;
    private final Scores plain;
    private final List<List<Object>> rows = new ArrayList<>();

    /**
     * Begins with the plain scorer's scores.
     *
     * @param model a fitted pipeline that skips no row
     * @param examples at least one
     */
    public RuntimeParity(StoredModel model, List<Example> examples) {
        this.model = ServedModel.of(model);
        this.examples = examples;
        this.plain = Scorer.of(model).score(examples);
        add("plain", plain);
    }

    /** Adds the scores of a runtime. */
    public void ask(Runtimes runtime) throws Exception {
        ask(
                runtime.toString(),
                () -> {
                    try (Scorer scorer = runtime.open(model)) {
                        return scorer.score(examples);
                    }
                });
    }

    /**
     * Adds scores that are made in another way.
     *
     * @param scores one for each example, in their order
     */
    public void ask(String name, Callable<Scores> scores) throws Exception {
        try {
            add(name, scores.call());
        } catch (MissingRuntimeException missing) {
            skip(missing);
        }
    }

    /** Whether a runtime is installed; prints the "Skipped: " line where it is not. */
    public boolean can(Runtimes runtime) {
        try {
            runtime.open(model).close();
            return true;
        } catch (MissingRuntimeException missing) {
            skip(missing);
            return false;
        }
    }

    /** A row for each comparison, in the order in which they were made. */
    public List<List<Object>> rows() {
        return List.copyOf(rows);
    }

    private void add(String name, Scores found) {
        long different = 0;
        for (int i = 0; i < found.size(); i++) {
            if (Math.abs(found.get(i) - plain.get(i)) > TOLERANCE) {
                different++;
            }
        }
        String first = String.format(Locale.ROOT, "%.12f", found.get(0));
        rows.add(List.of(name, first, found.size(), different));
    }

    private static void skip(MissingRuntimeException missing) {
        System.out.println("Skipped: " + missing.getMessage());
    }
}
