package io.flinklab.lesson;

import io.flinklab.evaluation.Evaluation;
import io.flinklab.evaluation.Ranking;
import java.util.List;
import java.util.Locale;

/**
 * The figures that the article "Machine Learning with Flink" (2024) gives for its churn model:
 * Flink ML's logistic regression, trained on 8,000 of 10,000 customers and measured on 2,000. The
 * article chose them with {@code limit}, which takes the rows that arrive first. Training on the
 * file's first 8,000 and measuring on its last 2,000 is our stand-in for that.
 *
 * @param accuracy share of the test rows predicted right
 * @param areaUnderPr {@link Ranking#areaUnderPr()}
 * @param auroc {@link Ranking#auroc()}
 * @param ks {@link Ranking#ks()}
 * @param lorenz {@link Ranking#lorenz()}
 */
public record ArticleFigures(
        double accuracy, double areaUnderPr, double auroc, double ks, double lorenz) {

    /** As printed there. */
    public static final ArticleFigures PUBLISHED =
            new ArticleFigures(0.8095, 0.36905, 0.69905, 0.29321, 0.66083);

    /** The same figures of another evaluation. */
    public static ArticleFigures of(Evaluation evaluation) {
        return new ArticleFigures(
                evaluation.accuracy(),
                evaluation.areaUnderPr(),
                evaluation.auroc(),
                evaluation.ks(),
                evaluation.lorenz());
    }

    /** A table's rows: the figure's name, this, the other, how much the other is more. */
    public List<List<String>> beside(ArticleFigures other) {
        return List.of(
                row("accuracy", accuracy, other.accuracy),
                row("area under PR", areaUnderPr, other.areaUnderPr),
                row("area under ROC", auroc, other.auroc),
                row("KS", ks, other.ks),
                row("area under Lorenz", lorenz, other.lorenz));
    }

    private static List<String> row(String name, double mine, double other) {
        return List.of(name, text(mine), text(other), text(other - mine));
    }

    /** As many digits as the article gives. */
    private static String text(double figure) {
        return String.format(Locale.ROOT, "%.5f", figure);
    }
}
