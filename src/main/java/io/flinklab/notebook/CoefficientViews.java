package io.flinklab.notebook;

import io.flinklab.training.Coefficient;
import java.util.List;

/** Coefficients to look at. */
public final class CoefficientViews {
    private static final double STANDARD_ERRORS = 2;

    private CoefficientViews() {}

    /** Name, value, standard error and odds ratio of each. */
    public static Grid table(String title, List<Coefficient> coefficients) {
        return Grid.of(
                title,
                List.of("feature", "coefficient", "standard error", "odds ratio"),
                coefficients.stream()
                        .map(c -> List.of(c.feature(), c.value(), c.standardError(), c.oddsRatio()))
                        .toList());
    }

    /** The values as bars from 0, with whiskers of two standard errors where those are known. */
    public static Picture chart(String title, List<Coefficient> coefficients) {
        return Charts.horizontalBars(
                title,
                coefficients.stream().map(Coefficient::feature).toList(),
                new BarPanel(
                        "coefficients",
                        coefficients.stream().mapToDouble(Coefficient::value).toArray(),
                        coefficients.stream().mapToDouble(CoefficientViews::whisker).toArray()));
    }

    private static double whisker(Coefficient coefficient) {
        double error = coefficient.standardError();
        return Double.isNaN(error) ? 0 : STANDARD_ERRORS * error;
    }
}
