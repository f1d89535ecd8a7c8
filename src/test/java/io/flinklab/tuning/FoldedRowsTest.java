package io.flinklab.tuning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flinklab.app.TestData;
import io.flinklab.churn.Churn;
import io.flinklab.data.Example;
import io.flinklab.data.PackedExamples;
import io.flinklab.data.Schema;
import io.flinklab.data.Split;
import io.flinklab.training.TrainingException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class FoldedRowsTest {
    private static final List<Example> SOME = TestData.SHIPPED.customers().subList(0, 200);

    @Test
    void shouldFillAllFoldsAlikeAndOtherwiseWithAnotherSeed() {
        int[] sizes = new int[6];
        LongStream.range(0, 10_000).forEach(key -> sizes[fold(key, 42)]++);

        assertThat(sizes[0]).isZero();
        assertThat(Arrays.stream(sizes).skip(1)).allMatch(size -> size > 1850 && size < 2150);
        assertThat(LongStream.range(0, 100).mapToInt(key -> fold(key, 42)).toArray())
                .isNotEqualTo(LongStream.range(0, 100).mapToInt(key -> fold(key, 43)).toArray());
    }

    /** The hash split with the same seed lets four of five rows train; all folds need some. */
    @Test
    void shouldNotFollowTheHashSplit() {
        int[] sizes = new int[6];
        Split split = Split.hash(42);
        for (long key = 0; key < 10_000; key++) {
            sizes[fold(key, 42)] += split.trains(0, keyed(key)) ? 1 : 0;
        }

        assertThat(Arrays.stream(sizes).skip(1)).allMatch(size -> size > 1450 && size < 1750);
    }

    @Test
    void shouldHaveEachRowInOneFoldAndTrainTheOthers() {
        FoldedRows rows = folded(Churn.SCHEMA, SOME, 3);

        List<Example> tested = new ArrayList<>();
        for (int fold = 1; fold <= 3; fold++) {
            tested.addAll(rows.test(fold));
            assertThat(rows.train(fold))
                    .hasSize(SOME.size() - rows.test(fold).size())
                    .doesNotContainAnyElementsOf(rows.test(fold));
        }
        assertThat(tested).containsExactlyInAnyOrderElementsOf(SOME);
    }

    @Test
    void shouldOrderRowsByWhatTheyHold() {
        List<Example> turned = new ArrayList<>(SOME);
        Collections.reverse(turned);

        assertThat(folded(Churn.SCHEMA, turned, 2).train(1))
                .isEqualTo(folded(Churn.SCHEMA, SOME, 2).train(1));
    }

    @Test
    void shouldKeepEqualRowsWithoutAKeyTogether() {
        Schema schema = Schema.builder().category("colour").label("label", "yes", "no").build();
        List<Example> examples = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            examples.add(new Example(null, new double[0], new String[] {"c" + i % 20}, 0));
        }

        assertThat(folded(schema, examples, 2).test(1))
                .doesNotContainAnyElementsOf(folded(schema, examples, 2).test(2));
    }

    @Test
    void shouldTellOfTooFewKeys() {
        List<Example> twice = new ArrayList<>(SOME.subList(0, 3));
        twice.addAll(SOME.subList(0, 3));

        assertThatThrownBy(() -> folded(Churn.SCHEMA, twice, 5))
                .isInstanceOf(TrainingException.class)
                .hasMessageContainingAll(
                        "Expected rows in each of 5 folds; fold ",
                        "the 6 rows have 3 different keys",
                        "fewer folds");
    }

    private static FoldedRows folded(Schema schema, List<Example> examples, int count) {
        PackedExamples packed = new PackedExamples(schema);
        packed.addAll(examples);
        return new FoldedRows(packed, count, 42);
    }

    private static int fold(long key, long seed) {
        return FoldedRows.fold(keyed(key), 5, seed);
    }

    private static Example keyed(long key) {
        return new Example(key, new double[0], new String[0], 0);
    }
}
