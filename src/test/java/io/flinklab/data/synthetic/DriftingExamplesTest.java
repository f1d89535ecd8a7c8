package io.flinklab.data.synthetic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.flinklab.data.Column;
import io.flinklab.data.Example;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class DriftingExamplesTest {
    private static final DriftSchedule NEVER = DriftSchedule.sudden(Long.MAX_VALUE);

    static Stream<Concepts> sources() {
        return Stream.of(new Agrawal(), new Sea(), new Stagger());
    }

    @ParameterizedTest
    @MethodSource("sources")
    void shouldMakeRowsOfItsSchemaWhoseLabelsAloneDependOnTheConcept(Concepts source) {
        List<Example> first = rows(source, 0, 2000);
        for (int concept = 1; concept < source.count(); concept++) {
            List<Example> other = rows(source, concept, 2000);
            assertThat(other).isNotEqualTo(first);
            assertThat(unlabelled(other)).isEqualTo(unlabelled(first));
        }
        for (int i = 0; i < source.schema().numbers().size(); i++) {
            int position = i;
            Column.Numeric column = source.schema().numbers().get(i);
            assertThat(first)
                    .allSatisfy(
                            row ->
                                    assertThat(column.range().toString())
                                            .isEqualTo(covered(column, row.number(position))));
        }
    }

    /** The range's words, or else the value that is not of the range. */
    private static String covered(Column.Numeric column, double value) {
        boolean holds =
                value >= column.range().min()
                        && value <= column.range().max()
                        && (!column.range().whole() || value == Math.rint(value));
        return holds ? column.range().toString() : Double.toString(value);
    }

    @Test
    void shouldFollowTheScheduleInAnyOrderOfConcepts() {
        Stagger stagger = new Stagger();
        List<Example> drifting =
                new DriftingExamples(
                                stagger, List.of(0, 2, 1), DriftSchedule.recurring(100, 50), 0, 7)
                        .examples(300)
                        .toList();

        assertThat(drifting.subList(0, 100)).isEqualTo(rows(stagger, 0, 300).subList(0, 100));
        assertThat(drifting.subList(100, 150)).isEqualTo(rows(stagger, 2, 300).subList(100, 150));
        assertThat(drifting.subList(150, 200)).isEqualTo(rows(stagger, 1, 300).subList(150, 200));
        assertThat(drifting.subList(200, 250)).isEqualTo(rows(stagger, 0, 300).subList(200, 250));
    }

    @Test
    void shouldGiveAboutAsManyWrongLabelsAsItIsTold() {
        List<Example> right = rows(new Sea(), 1, 10_000);
        List<Example> noisy =
                new DriftingExamples(new Sea(), List.of(1), NEVER, 0.1, 7)
                        .examples(10_000)
                        .toList();

        double wrong = 0;
        for (int i = 0; i < noisy.size(); i++) {
            wrong += Math.abs(noisy.get(i).label() - right.get(i).label()) / noisy.size();
        }
        assertThat(wrong).isCloseTo(0.1, within(0.01));
    }

    @Test
    void shouldCallPositiveWhatTheSeaPaperDoes() {
        // Half of the square of those bounds: 8^2 / 200 of all, and so on.
        double[] shares = {0.32, 0.405, 0.245, 0.45125};
        for (int concept = 0; concept < shares.length; concept++) {
            assertThat(positives(rows(new Sea(), concept, 20_000)))
                    .isCloseTo(shares[concept], within(0.012));
        }
    }

    @Test
    void shouldCallPositiveWhatTheStaggerPaperDoes() {
        double[] shares = {1 / 9.0, 5 / 9.0, 2 / 3.0};
        for (int concept = 0; concept < shares.length; concept++) {
            assertThat(positives(rows(new Stagger(), concept, 20_000)))
                    .isCloseTo(shares[concept], within(0.012));
        }
    }

    @Test
    void shouldPutIntoGroupAWhomTheAgrawalPaperDoes() {
        // Of function 1 the 20 ages below 40 and the 21 from 60 on, of 61.
        assertThat(positives(rows(new Agrawal(), 0, 20_000))).isCloseTo(41 / 61.0, within(0.012));
        // Functions 2 and 3: 50,000 of the salaries' 130,000 at every age, two or three of five
        // levels.
        assertThat(positives(rows(new Agrawal(), 1, 20_000))).isCloseTo(5 / 13.0, within(0.012));
        assertThat(positives(rows(new Agrawal(), 2, 20_000)))
                .isCloseTo((20 * 0.4 + 41 * 0.6) / 61, within(0.012));
        assertThat(rows(new Agrawal(), 0, 500))
                .allMatch(person -> person.number(1) == 0 == person.number(0) >= 75_000);
    }

    /** Worked out by hand from the paper's text. */
    @ParameterizedTest
    @CsvSource({
        "60000, 20000, 30, 1, 500000, 25, 150000, AAAAAAAAAA",
        "110000, 0, 45, 0, 200000, 10, 450000, BABABABABA",
        "20000, 10000, 70, 4, 100000, 20, 200000, ABABAABBBB",
        "30000, 20000, 59, 2, 50000, 30, 0, BBABBBAAAA",
        "140000, 0, 39, 3, 50000, 5, 320000, ABBBABAAAA",
        "25000, 40000, 60, 1, 1000000, 30, 500000, AABAAABABA"
    })
    void shouldKnowTheTenFunctions(
            double salary,
            double commission,
            double age,
            double education,
            double houseValue,
            double houseYears,
            double loan,
            String groups) {
        Agrawal.Person person =
                new Agrawal.Person(
                        salary, commission, age, education, houseValue, houseYears, loan);

        assertThat(
                        IntStream.rangeClosed(1, 10)
                                .mapToObj(function -> person.isInGroupA(function) ? "A" : "B")
                                .collect(Collectors.joining()))
                .isEqualTo(groups);
    }

    @Test
    void shouldRefuseAConceptThatThereIsNot() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DriftingExamples(new Sea(), List.of(0, 4), NEVER, 0, 1))
                .withMessage("Expected a concept from 0 to 3, found 4.");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DriftingExamples(new Sea(), List.of(), NEVER, 0, 1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DriftingExamples(new Sea(), List.of(0), NEVER, 1.1, 1))
                .withMessageContaining("found 1.1");
    }

    private static List<Example> rows(Concepts source, int concept, int rows) {
        return new DriftingExamples(source, List.of(concept), NEVER, 0, 7).examples(rows).toList();
    }

    private static List<Example> unlabelled(List<Example> rows) {
        return rows.stream().map(row -> row.withLabel(Double.NaN)).toList();
    }

    private static double positives(List<Example> rows) {
        return rows.stream().mapToDouble(Example::label).average().orElseThrow();
    }
}
