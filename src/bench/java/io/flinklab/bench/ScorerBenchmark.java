package io.flinklab.bench;

import io.flinklab.churn.Churn;
import io.flinklab.data.Dataset;
import io.flinklab.data.Example;
import io.flinklab.data.ParsedRow;
import io.flinklab.data.csv.ExampleReader;
import io.flinklab.data.csv.Labels;
import io.flinklab.serving.Scorer;
import io.flinklab.serving.Scores;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Customers per second on one thread. */
@State(Scope.Benchmark)
@Fork(1)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 4, time = 1)
public class ScorerBenchmark {
    private static final int BATCH = 1_000;

    /** A model directory. */
    @Param("")
    public String model;

    /** A customer file of 1,000 rows or more. */
    @Param("")
    public String data;

    private Scorer scorer;
    private Example[] customers;
    private List<Example> batch;
    private int next;

    /** Loads the model and the customers. */
    @Setup
    public void load() {
        scorer = Scorer.load(Path.of(model));
        List<Example> all = Dataset.read(Churn.SCHEMA, Path.of(data)).examples();
        customers = all.toArray(Example[]::new);
        batch = all.subList(0, BATCH);
    }

    /** One customer a call. */
    @Benchmark
    public double one() {
        next = next + 1 == customers.length ? 0 : next + 1;
        return scorer.score(customers[next]);
    }

    /** A list of customers a call. */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public Scores list() {
        return scorer.score(batch);
    }

    /** From the bytes of a file, with all checks of its rows. */
    @Benchmark
    public double file(Rows rows) throws IOException {
        double sum = 0;
        try (ExampleReader reader =
                ExampleReader.open(Path.of(data), Churn.SCHEMA, Labels.REQUIRED)) {
            for (ParsedRow row = reader.next(); row != null; row = reader.next()) {
                if (row instanceof ParsedRow.Accepted accepted) {
                    sum += scorer.score(accepted.example());
                    rows.rows++;
                }
            }
        }
        return sum;
    }

    /** Counts rows where a call is a whole file. */
    @AuxCounters
    @State(Scope.Thread)
    public static class Rows {
        /** Rows scored. */
        public long rows;
    }
}
