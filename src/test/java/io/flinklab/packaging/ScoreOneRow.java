package io.flinklab.packaging;

import io.flinklab.data.Customer;
import io.flinklab.serving.Scorer;
import java.nio.file.Path;

/** What somebody writes who takes the module to score: it runs with his class path. */
public final class ScoreOneRow {
    static final Customer ROW =
            new Customer(
                    1,
                    15634602,
                    "Hargrave",
                    619,
                    "France",
                    "Female",
                    42,
                    2,
                    0,
                    1,
                    1,
                    1,
                    101348.88,
                    Double.NaN);

    private ScoreOneRow() {}

    /** Prints the row's score by the model in a directory. */
    public static void main(String[] arguments) throws Exception {
        try (Scorer scorer = Scorer.load(Path.of(arguments[0]))) {
            System.out.println(scorer.score(ROW));
        }
    }
}
