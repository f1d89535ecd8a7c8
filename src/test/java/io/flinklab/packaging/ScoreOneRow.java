package io.flinklab.packaging;

import io.flinklab.serving.Scorer;
import java.nio.file.Path;
import java.util.Map;

/** What somebody writes who takes the module to score: it runs with his class path. */
public final class ScoreOneRow {
    static final Map<String, Object> ROW =
            Map.ofEntries(
                    Map.entry("CustomerId", 15634602),
                    Map.entry("CreditScore", 619),
                    Map.entry("Geography", "France"),
                    Map.entry("Gender", "Female"),
                    Map.entry("Age", 42),
                    Map.entry("Tenure", 2),
                    Map.entry("Balance", 0),
                    Map.entry("NumOfProducts", 1),
                    Map.entry("HasCrCard", true),
                    Map.entry("IsActiveMember", true),
                    Map.entry("EstimatedSalary", 101348.88));

    private ScoreOneRow() {}

    /** Prints the row's score by the model in a directory. */
    public static void main(String[] arguments) throws Exception {
        try (Scorer scorer = Scorer.load(Path.of(arguments[0]))) {
            System.out.println(scorer.score(ROW));
        }
    }
}
