package io.flinklab.app;

import io.flinklab.data.Customer;
import io.flinklab.interchange.Runtimes;
import io.flinklab.serving.Scorer;
import io.flinklab.serving.Scores;
import io.flinklab.serving.ServedModel;
import io.flinklab.store.StoredModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What one runtime after another says of the same customers, beside the plain scorer. */
public final class Answers {
    /** Names of the columns of {@link #rows}. */
    public static final List<String> COLUMNS =
            List.of("runtime", "first customer", "customers", "differ by more than 1e-12");

    private static final double TOLERANCE = 1e-12;

    private final ServedModel model;
    private final List<Customer> customers;
    private final Scores plain;
    private final List<List<Object>> rows = new ArrayList<>();

    /**
     * Begins with the plain scorer.
     *
     * @param model a fitted pipeline
     * @param customers at least one
     */
    public Answers(StoredModel model, List<Customer> customers) {
        this.model = ServedModel.of(model);
        this.customers = customers;
        this.plain = Scorer.of(model).score(customers);
        ask(Runtimes.PLAIN);
    }

    /** Lets a runtime score all of them. */
    public Scores ask(Runtimes runtime) {
        try (Scorer scorer = runtime.open(model)) {
            Scores found = scorer.score(customers);
            add(runtime.toString(), found);
            return found;
        }
    }

    /** Takes scores that came in another way. */
    public void add(String name, Scores found) {
        long different = 0;
        for (int i = 0; i < found.size(); i++) {
            if (Math.abs(found.get(i) - plain.get(i)) > TOLERANCE) {
                different++;
            }
        }
        rows.add(
                List.of(
                        name,
                        String.format(Locale.ROOT, "%.12f", found.get(0)),
                        found.size(),
                        different));
    }

    /** A row for each answer, in the order in which they came. */
    public List<List<Object>> rows() {
        return List.copyOf(rows);
    }
}
