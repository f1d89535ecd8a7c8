package io.flinklab.lesson;

import io.flinklab.data.Example;
import io.flinklab.interchange.MissingRuntimeException;
import io.flinklab.interchange.Runtimes;
import io.flinklab.serving.Scorer;
import io.flinklab.serving.Scores;
import io.flinklab.serving.ServedModel;
import io.flinklab.store.StoredModel;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
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
    private final Set<String> same = new LinkedHashSet<>();
    private final Set<String> different = new LinkedHashSet<>();
    private final Set<String> missing = new LinkedHashSet<>();

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
        addRow("plain", plain, 0);
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
        } catch (MissingRuntimeException absent) {
            skip(name, absent);
        }
    }

    /** Whether a runtime is installed; prints the "Skipped: " line where it is not. */
    public boolean can(Runtimes runtime) {
        try {
            runtime.open(model).close();
            return true;
        } catch (MissingRuntimeException absent) {
            skip(runtime.toString(), absent);
            return false;
        }
    }

    /** A row for each comparison, in the order in which they were made. */
    public List<List<Object>> rows() {
        return List.copyOf(rows);
    }

    /**
     * What the comparisons have shown so far, in sentences that name what was compared. The last
     * line begins with "Skipped: " where a runtime was not installed.
     */
    public String conclusion() {
        List<String> sentences = new ArrayList<>();
        if (same.isEmpty() && different.isEmpty()) {
            sentences.add("Only the plain scorer ran: there is nothing to compare.");
        }
        if (!same.isEmpty()) {
            sentences.add(
                    "Same score as the plain scorer's for each of %s customers, to within 1e-12: %s."
                            .formatted(examples.size(), join(same)));
        }
        if (!different.isEmpty()) {
            sentences.add("Another score for some of them: %s.".formatted(join(different)));
        }
        if (!missing.isEmpty()) {
            sentences.add("Skipped: %s, not installed here.".formatted(join(missing)));
        }
        return String.join("\n", sentences);
    }

    private void add(String name, Scores found) {
        long differ = 0;
        for (int i = 0; i < found.size(); i++) {
            if (Math.abs(found.get(i) - plain.get(i)) > TOLERANCE) {
                differ++;
            }
        }
        (differ == 0 ? same : different).add(name);
        addRow(name, found, differ);
    }

    private void addRow(String name, Scores found, long differ) {
        String first = String.format(Locale.ROOT, "%.12f", found.get(0));
        rows.add(List.of(name, first, found.size(), differ));
    }

    private void skip(String name, MissingRuntimeException absent) {
        missing.add(name);
        System.out.println("Skipped: " + absent.getMessage());
    }

    private static String join(Set<String> names) {
        return String.join(", ", names);
    }
}
