package io.flinklab.notebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.apache.flink.ml.linalg.Vectors;
import org.junit.jupiter.api.Test;

class GridTest {
    private static final List<String> COLUMNS = List.of("country", "customers", "left");

    @Test
    void shouldAlignTextToTheLeftAndNumbersToTheRight() {
        Grid grid =
                Grid.of(
                        "By country",
                        COLUMNS,
                        List.of(List.of("France", 5014, 0.5), List.of("Spain", 77, 0.16671)));

        assertThat(grid.text())
                .isEqualTo(
                        """
                        By country
                        country  customers    left
                        -------  ---------  ------
                        France        5014  0.5000
                        Spain           77  0.1667""");
    }

    @Test
    void shouldEscapeWhatAPageWouldTakeForTags() {
        Grid grid = Grid.of("a < b", List.of("x & y"), List.of(List.of("<b>")));

        assertThat(grid.html())
                .hasValue(
                        """
                        <table><caption>a &lt; b</caption>
                        <thead>
                        <tr><th style="text-align: left">x &amp; y</th></tr>
                        </thead>
                        <tbody>
                        <tr><td style="text-align: left">&lt;b&gt;</td></tr>
                        </tbody>
                        </table>""");
    }

    @Test
    void shouldWriteVectorsReadably() {
        Grid grid =
                Grid.of(
                        "",
                        List.of("dense", "sparse"),
                        List.of(
                                List.of(
                                        Vectors.dense(1, -0.123456, 0.5, 0.00001),
                                        Vectors.sparse(3, new int[] {1}, new double[] {1}))));

        assertThat(grid.rows())
                .containsExactly(List.of("[1, -0.1235, 0.5, 1.00e-05]", "[1: 1] of 3"));
    }

    @Test
    void shouldWriteNumbersOfAColumnWithAsFewDecimalsAsAllNeed() {
        List<List<Object>> rows =
                List.of(
                        List.of(40, 83807.86, -0.0),
                        List.of(3.5, 1e6, 0.00001),
                        List.of(1, 0.5, 2));

        assertThat(Grid.of("", List.of("a", "b", "c"), rows).rows())
                .containsExactly(
                        List.of("40.0", "83807.86", "0"),
                        List.of("3.5", "1000000.00", "1.00e-05"),
                        List.of("1.0", "0.50", "2"));
    }

    @Test
    void shouldWriteLargeNumbersToTwoDecimals() {
        Grid grid =
                Grid.of(
                        "",
                        List.of("euro", "vector"),
                        List.of(
                                List.of(0.125, Vectors.dense(1234.5678)),
                                List.of(-101348.888, Vectors.dense(0.25)),
                                List.of(0.00049, Vectors.dense(0))));

        assertThat(grid.rows())
                .containsExactly(
                        List.of("0.13", "[1234.57]"),
                        List.of("-101348.89", "[0.25]"),
                        List.of("0.0005", "[0]"));
    }

    @Test
    void shouldCutALongVectorAndTellItsLength() {
        Grid grid = Grid.of("", List.of("x"), List.of(List.of(Vectors.dense(new double[17]))));

        assertThat(grid.rows()).containsExactly(List.of("[0, 0, 0, 0, 0, 0, …] of 17"));
    }

    @Test
    void shouldShowNullAndNotANumber() {
        Grid grid =
                Grid.of(
                        "",
                        List.of("x"),
                        List.of(Arrays.asList((Object) null), List.of(Double.NaN)));

        assertThat(grid.rows()).containsExactly(List.of(""), List.of("NaN"));
    }

    @Test
    void shouldShowAnEmptyTable() {
        assertThat(Grid.of("none", List.of("x"), List.of()).text()).isEqualTo("none\nx\n-");
    }

    @Test
    void shouldRefuseARowThatIsTooShort() {
        assertThatThrownBy(() -> Grid.of("", COLUMNS, List.of(List.of("France", 1))))
                .hasMessage(
                        "Row 1 of the table has 2 cells; expected 3, one for each of"
                                + " [country, customers, left].");
    }
}
