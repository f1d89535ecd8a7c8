package io.flinklab.bench;

import io.flinklab.churn.Churn;
import io.flinklab.data.Dataset;
import io.flinklab.data.Example;
import io.flinklab.serving.Scorer;
import io.flinklab.serving.Scores;
import io.flinklab.store.ModelStore;
import io.flinklab.store.StoredModel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * One runtime in a process of its own: how long until its first score, how far its scores are from
 * the plain scorer's, how many rows a CPU second it scores, how much memory it takes. Prints a line
 * for each figure: name, value; separated by a tab.
 *
 * <p>Arguments: a customer file, the model's store, the runtime's name, seconds to measure for.
 */
final class RuntimeRates {
    private static final int[] BATCHES = {1, 256, 10_000};

    private final List<Example> customers;
    private final Scorer scorer;
    private final ProcessTree process = new ProcessTree();
    private final Duration time;

    private RuntimeRates(List<Example> customers, Scorer scorer, Duration time) {
        this.customers = customers;
        this.scorer = scorer;
        this.time = time;
    }

    public static void main(String[] args) throws Exception {
        List<Example> customers = Dataset.read(Churn.SCHEMA, Path.of(args[0])).examples();
        StoredModel model = ModelStore.at(Path.of(args[1])).open();
        long before = System.nanoTime();
        try (Scorer scorer = Subjects.open(args[2], model)) {
            scorer.score(customers.get(0));
            print("startSeconds", (System.nanoTime() - before) / 1e9);
            Duration time = Duration.ofSeconds(Long.parseLong(args[3]));
            new RuntimeRates(customers, scorer, time).measure(Scorer.of(model));
        }
    }

    private void measure(Scorer plain) {
        print("largestDifference", largestDifference(plain));
        for (int size : BATCHES) {
            repeat(size);
            print("rowsPerCpuSecond" + size, repeat(size));
        }
        print("residentMegabytes", process.residentBytes() / 1e6);
    }

    private double largestDifference(Scorer plain) {
        Scores expected = plain.score(customers);
        Scores found = scorer.score(customers);
        double largest = 0;
        for (int i = 0; i < customers.size(); i++) {
            largest = Math.max(largest, Math.abs(expected.get(i) - found.get(i)));
        }
        return largest;
    }

    /** Rows a CPU second, for batches of this size. */
    private double repeat(int size) {
        long end = System.nanoTime() + time.toNanos();
        double cpu = process.cpuSeconds();
        long rows = 0;
        for (int from = 0; rows == 0 || System.nanoTime() < end; from += size) {
            int begin = from % (customers.size() - size + 1);
            score(customers.subList(begin, begin + size));
            rows += size;
        }
        return rows / (process.cpuSeconds() - cpu);
    }

    private void score(List<Example> batch) {
        if (batch.size() == 1) {
            scorer.score(batch.get(0));
        } else {
            scorer.score(batch);
        }
    }

    private static void print(String name, double value) {
        System.out.printf(Locale.ROOT, "%s\t%s%n", name, value);
    }
}
