package io.flinklab.notebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class ChartsTest {
    private static final int BLUE = 0x0072b2;
    private static final int ORANGE = 0xe69f00;
    private static final int WHITE = 0xffffff;

    @Test
    void shouldDrawAHistogramAndTellItsTallestBar() {
        Picture picture = Charts.histogram("Ages", "age", new double[] {18, 20, 20, 38}, 4);

        assertThat(picture.text())
                .isEqualTo(
                        "Ages: histogram of age in 5 intervals from 15 to 40; most, 2, from 20 to"
                                + " 25.");
        assertDrawn(picture);
        assertThat(Pixels.share(picture.image(), BLUE)).isGreaterThan(0.05);
    }

    @Test
    void shouldChooseRoundBorders() {
        Histogram histogram = Histogram.of(new double[] {18.3, 21, 40, 41.9}, 11);

        assertThat(histogram.labels()).startsWith("18–20", "20–22").endsWith("40–42");
        assertThat(histogram.counts()).startsWith(1, 1).endsWith(2);
    }

    @Test
    void shouldDrawAHistogramOfOneValue() {
        assertThat(Charts.histogram("One", "x", new double[] {7}, 5).text())
                .isEqualTo("One: histogram of x in 1 intervals from 7 to 8; most, 1, from 7 to 8.");
    }

    @Test
    void shouldRefuseAHistogramOfValuesThatAreNotNumbers() {
        assertThatThrownBy(() -> Charts.histogram("t", "x", new double[] {Double.NaN}, 3))
                .hasMessageContaining("finite values; found 3 bins, 1 values");
    }

    @Test
    void shouldDrawABarForEachGroup() {
        Picture picture =
                Charts.bars(
                        "Churn",
                        "country",
                        "share",
                        List.of("France", "Spain"),
                        new double[] {.1615, .25});

        assertThat(picture.text())
                .isEqualTo("Churn: bar chart of share by country; France 0.1615, Spain 0.25.");
        assertDrawn(picture);
        assertThat(Pixels.share(picture.image(), BLUE)).isGreaterThan(0.1);
    }

    @Test
    void shouldRefuseBarsThatAreNotOneForEachGroup() {
        assertThatThrownBy(() -> Charts.bars("t", "x", "y", List.of("a", "b"), new double[] {1}))
                .hasMessage("Bars \"y\" have 1 lengths; expected 2, one for each of [a, b].");
        assertThatThrownBy(() -> Charts.horizontalBars("t", List.of("a"), new BarPanel("y", 1, 2)))
                .hasMessage("Bars \"y\" have 2 lengths; expected 1, one for each of [a].");
    }

    @Test
    void shouldLayBarsInAPanelForEachMeasure() {
        Picture picture =
                Charts.horizontalBars(
                        "Models",
                        List.of("the article's", "tuned"),
                        new BarPanel("loss", .67, .33),
                        new BarPanel("AUROC", new double[] {.7, .86}, new double[] {0, .02}));

        assertThat(picture.text())
                .isEqualTo(
                        "Models: bar chart of loss; the article's 0.67, tuned 0.33; AUROC;"
                                + " the article's 0.7, tuned 0.86 ± 0.02.");
        assertThat(picture.image().getWidth()).isEqualTo(860);
        assertThat(Pixels.share(picture.image(), BLUE)).isGreaterThan(0.05);
        assertThat(Pixels.share(picture.image(), ORANGE)).isGreaterThan(0.05);
    }

    @Test
    void shouldLayBarsToBothSidesOfZero() {
        Picture picture = Charts.horizontalBars("t", List.of("a", "b"), new BarPanel("y", -1, 1));

        int[] blue = Pixels.columns(picture.image(), BLUE);
        assertThat(blue[blue.length - 1] - blue[0]).isGreaterThan(500);
    }

    @Test
    void shouldRefuseABarWithoutALength() {
        assertThatThrownBy(() -> new BarPanel("y", 1, Double.NaN))
                .hasMessageContaining(
                        "needs finite values and an error for each; found [1.0, NaN]");
    }

    @Test
    void shouldDrawLinesAndTellTheirEnds() {
        Line roc = new Line("tuned", new double[] {0, .25, 1}, new double[] {0, .75, 1});

        Picture picture = Charts.lines("ROC", "FPR", "TPR", roc, Line.diagonal("chance"));

        assertThat(picture.text())
                .isEqualTo(
                        "ROC: line chart of TPR over FPR; tuned from (0, 0) to (1, 1); chance from"
                                + " (0, 0) to (1, 1).");
        assertDrawn(picture);
        assertThat(Pixels.share(picture.image(), BLUE)).isGreaterThan(0.001);
    }

    @Test
    void shouldRefuseALineWithMoreXThanY() {
        assertThatThrownBy(() -> new Line("roc", new double[2], new double[1]))
                .hasMessage("Line \"roc\" needs as many x as y, at least one; found 2 and 1.");
    }

    private static void assertDrawn(Picture picture) {
        assertThat(picture.image().getWidth()).isEqualTo(860);
        assertThat(picture.image().getHeight()).isEqualTo(460);
        assertThat(Pixels.share(picture.image(), WHITE)).isCloseTo(.75, within(.24));
    }
}
