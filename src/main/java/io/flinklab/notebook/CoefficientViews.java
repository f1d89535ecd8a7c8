package io.flinklab.notebook;

import io.flinklab.training.Coefficient;
import java.util.List;

/** Coefficients to look at. */
public final class CoefficientViews {
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

    /** The values as bars, upwards and downwards from 0. */
    public static Picture chart(String title, List<Coefficient> coefficients) {
        return Charts.bars(
                title,
                "feature",
                "coefficient",
                coefficients.stream().map(Coefficient::feature).toList(),
                coefficients.stream().mapToDouble(Coefficient::value).toArray());
    }
}
