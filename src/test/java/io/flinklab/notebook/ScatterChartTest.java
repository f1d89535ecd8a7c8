package io.flinklab.notebook;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ScatterChartTest {

    @Test
    void shouldDrawPointsAndSayTheirRanges() {
        Picture picture =
                ScatterChart.of("Balance", "euro", new double[] {0, 9}, new double[] {-1, 5});

        assertThat(picture.text())
                .isEqualTo(
                        "Balance: 2 points of predicted over true euro;"
                                + " true from 0 to 9, predicted from -1 to 5.");
        assertThat(Pixels.share(picture.image(), 0x0072b2)).isPositive();
    }
}
