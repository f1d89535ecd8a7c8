package io.flinklab.notebook;

import io.flinklab.training.Coefficient;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.knowm.xchart.CategoryChart;

/** Coefficients to look at. */
public final class CoefficientViews {
    private static final double STANDARD_ERRORS = 2;
    private static final int LABEL_DEGREES = 40;

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
        CategoryChart chart = Charts.categories(title, "", "coefficient", false);
        chart.getStyler().setXAxisLabelRotation(LABEL_DEGREES);
        chart.addSeries(
                "coefficient",
                coefficients.stream().map(Coefficient::feature).toList(),
                values(coefficients, Coefficient::value),
                values(coefficients, CoefficientViews::whisker));
        return Charts.picture(chart, text(title, coefficients));
    }

    private static double whisker(Coefficient coefficient) {
        double error = coefficient.standardError();
        return Double.isNaN(error) ? 0 : STANDARD_ERRORS * error;
    }

    private static List<Double> values(
            List<Coefficient> coefficients, ToDoubleFunction<Coefficient> value) {
        return coefficients.stream().map(value::applyAsDouble).toList();
    }

    private static String text(String title, List<Coefficient> coefficients) {
        return coefficients.stream()
                .map(CoefficientViews::text)
                .collect(Collectors.joining(", ", title + ": bar chart of coefficients; ", "."));
    }

    private static String text(Coefficient coefficient) {
        String value = coefficient.feature() + " " + ChartText.number(coefficient.value());
        double whisker = whisker(coefficient);
        return whisker == 0 ? value : value + " ± " + ChartText.number(whisker);
    }
}
