package io.flinklab.data.sketch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.flinklab.data.Example;
import io.flinklab.data.Missing;
import io.flinklab.data.NumberRange;
import io.flinklab.data.Schema;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TableSketchTest {
    private static final double NONE = Double.NEGATIVE_INFINITY;

    @Test
    void shouldDivideNumbersIntoIntervalsOfAsManyValues() {
        NumberSketch sketch = numbers(NONE, IntStream.range(0, 100).asDoubleStream());

        assertThat(sketch.edges()).hasSize(19).startsWith(4.0, 9.0).endsWith(94.0);
        assertThat(sketch.counts()).hasSize(20).containsOnly(5L);
    }

    @Test
    void shouldGiveAFrequentValueAnIntervalOfItsOwn() {
        DoubleStream values =
                DoubleStream.concat(
                        DoubleStream.generate(() -> 7).limit(50),
                        IntStream.range(0, 50).mapToDouble(i -> i < 25 ? i / 25.0 : i));

        NumberSketch sketch = numbers(NONE, values);

        int seven = sketch.edges().indexOf(7.0);
        assertThat(sketch.edges().get(seven - 1)).isEqualTo(24 / 25.0);
        assertThat(sketch.counts().get(seven)).isEqualTo(50);
        assertThat(sketch.counts().stream().mapToLong(Long::longValue).sum()).isEqualTo(100);
    }

    @Test
    void shouldTellAConstantFromWhatIsBelowItUnlessNothingCanBe() {
        NumberSketch any = numbers(NONE, DoubleStream.of(3, 3, 3));
        assertThat(any.edges()).containsExactly(Math.nextDown(3.0), 3.0);
        assertThat(any.counts()).containsExactly(0L, 3L, 0L);

        NumberSketch least = numbers(0, DoubleStream.of(0, -0.0, 0));
        assertThat(least.edges()).containsExactly(0.0);
        assertThat(least.counts()).containsExactly(3L, 0L);
    }

    @Test
    void shouldCountMissingNumbersApart() {
        NumberSketch sketch = numbers(NONE, DoubleStream.of(1, Double.NaN, 2, Double.NaN));

        assertThat(sketch.missing()).isEqualTo(2);
        assertThat(sketch.counts().stream().mapToLong(Long::longValue).sum()).isEqualTo(2);
        NumberSketch nothing = numbers(NONE, DoubleStream.of(Double.NaN));
        assertThat(nothing).isEqualTo(new NumberSketch("x", List.of(), List.of(0L), 1));
    }

    @Test
    void shouldFindTheIntervalOfAnyValue() {
        double[] edges = {0, 10};

        assertThat(
                        DoubleStream.of(NONE, -0.0, 0, 1e-300, 10, 10.5)
                                .mapToInt(value -> NumberSketch.interval(edges, value)))
                .containsExactly(0, 0, 0, 1, 1, 2);
    }

    @Test
    void shouldKeepTheMostFrequentCategoriesByName() {
        List<String> names =
                IntStream.range(0, 60)
                        .mapToObj(i -> Collections.nCopies(i < 49 ? 3 : 1, "c%02d".formatted(i)))
                        .flatMap(List::stream)
                        .toList();

        CategorySketch sketch =
                CategorySketch.of(
                        "c",
                        names.stream()
                                .collect(Collectors.groupingBy(n -> n, Collectors.counting())),
                        4);

        assertThat(sketch.categories()).hasSize(50).startsWith("c00", "c01").endsWith("c49");
        assertThat(sketch.counts()).startsWith(3L).endsWith(1L);
        assertThat(sketch.others()).isEqualTo(10);
        assertThat(sketch.missing()).isEqualTo(4);
    }

    @Test
    void shouldSketchEachFeatureOfATable() {
        Schema schema =
                Schema.builder()
                        .flag("owner")
                        .category("colour", Missing.as(Missing.Policy.CATEGORY, ""))
                        .number("size", NumberRange.ANY, Missing.as(Missing.Policy.MEAN, ""))
                        .build();
        List<Example> rows =
                List.of(
                        new Example(null, new double[] {1, Double.NaN}, new String[] {"red"}, 0),
                        new Example(null, new double[] {0, 5}, new String[] {"(missing)"}, 0));

        assertThat(TableSketch.of(schema, rows, new double[] {0.5}, 1))
                .isEqualTo(
                        new TableSketch(
                                List.of(
                                        new NumberSketch(
                                                "owner", List.of(0.0, 1.0), List.of(1L, 1L, 0L), 0),
                                        new NumberSketch(
                                                "size",
                                                List.of(Math.nextDown(5.0), 5.0),
                                                List.of(0L, 1L, 0L),
                                                1)),
                                List.of(
                                        new CategorySketch(
                                                "colour", List.of("red"), List.of(1L), 0, 1)),
                                new NumberSketch(
                                        "score",
                                        List.of(Math.nextDown(0.5), 0.5),
                                        List.of(0L, 1L, 0L),
                                        0)));
    }

    @Test
    void shouldLookAtOneRowOfEachPartOfManyRows() {
        Schema schema = Schema.builder().number("x", NumberRange.ANY).build();
        List<Example> rows =
                IntStream.range(0, 45_000)
                        .mapToObj(i -> new Example(null, new double[] {i}, new String[0], 0))
                        .toList();

        TableSketch sketch = TableSketch.of(schema, rows, new double[0], 7);

        NumberSketch numbers = sketch.numbers().get(0);
        assertThat(numbers.counts()).hasSize(20).containsOnly(500L);
        for (int i = 0; i < 19; i++) {
            // Sorted rows, of which each part gave one: the quantiles are right to a part's width.
            assertThat(numbers.edges().get(i)).isBetween(2250.0 * (i + 1) - 5, 2250.0 * (i + 1));
        }
        assertThat(TableSketch.of(schema, rows, new double[0], 7)).isEqualTo(sketch);
        assertThat(TableSketch.of(schema, rows, new double[0], 8)).isNotEqualTo(sketch);
    }

    @Test
    void shouldRefuseCountsThatDoNotFit() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new NumberSketch("x", List.of(1.0), List.of(1L), 0))
                .withMessage("Expected one count more than edges, 1; found 1.");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CategorySketch("x", List.of("a"), List.of(), 0, 0));
    }

    private static NumberSketch numbers(double least, DoubleStream values) {
        return NumberSketch.of("x", values.toArray(), least);
    }
}
