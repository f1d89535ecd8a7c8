package io.flinklab.notebook;

import static org.assertj.core.api.Assertions.assertThat;

import io.flinklab.training.Coefficient;
import java.util.List;
import org.junit.jupiter.api.Test;

class CoefficientViewsTest {
    private static final List<Coefficient> COEFFICIENTS =
            List.of(
                    new Coefficient("Age", 0.75, 0.03),
                    new Coefficient("IsActiveMember", -1, Double.NaN));

    @Test
    void shouldTellTheOddsRatioBesideEachCoefficient() {
        Grid table = CoefficientViews.table("t", COEFFICIENTS);

        assertThat(table.columns())
                .containsExactly("feature", "coefficient", "standard error", "odds ratio");
        assertThat(table.rows())
                .containsExactly(
                        List.of("Age", "0.75", "0.03", "2.1170"),
                        List.of("IsActiveMember", "-1.00", "NaN", "0.3679"));
    }

    @Test
    void shouldDrawBarsAndTellTheirWhiskers() {
        Picture picture = CoefficientViews.chart("Churn", COEFFICIENTS);

        assertThat(picture.text())
                .isEqualTo("Churn: bar chart of coefficients; Age 0.75 ± 0.06, IsActiveMember -1.");
        assertThat(Pixels.share(picture.image(), 0x0072b2)).isGreaterThan(0.05);
    }
}
