package io.flinklab.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FoldsTest {
    private static final double[] LABELS =
            IntStream.range(0, 103).mapToDouble(i -> i % 7 < 2 ? 1 : 0).toArray();

    @Test
    void shouldTestEachRowOnceAndTrainOnAllOthers() {
        Folds folds = Folds.stratified(LABELS, 5, 1);

        List<Integer> tested = new ArrayList<>();
        for (int fold = 0; fold < folds.count(); fold++) {
            List<Integer> test = list(folds.test(fold));
            assertThat(test).isSorted().doesNotContainAnyElementsOf(list(folds.train(fold)));
            assertThat(folds.train(fold)).isSorted().hasSize(103 - test.size());
            tested.addAll(test);
        }
        assertThat(tested).hasSize(103).doesNotHaveDuplicates();
    }

    @Test
    void shouldShareOutRowsAndLabelsEvenly() {
        Folds folds = Folds.stratified(LABELS, 5, 1);

        for (int fold = 0; fold < 5; fold++) {
            double[] labels = folds.labels(folds.test(fold));
            assertThat(labels.length).isBetween(20, 21);
            assertThat(Arrays.stream(labels).sum()).isBetween(6.0, 7.0);
        }
    }

    @Test
    void shouldDealAlikeForASeedAndOtherwiseForAnother() {
        int[] first = Folds.stratified(LABELS, 5, 1).test(0);

        assertThat(Folds.stratified(LABELS, 5, 1).test(0)).isEqualTo(first);
        assertThat(Folds.stratified(LABELS, 5, 2).test(0)).isNotEqualTo(first);
    }

    @Test
    void shouldKeepItsLabelsWhenTheCallersChange() {
        double[] labels = LABELS.clone();
        Folds folds = Folds.stratified(labels, 5, 1);

        Arrays.fill(labels, 0);

        assertThat(folds.labels(new int[] {0, 1, 2})).containsExactly(1, 1, 0);
    }

    @Test
    void shouldRefuseMoreFoldsThanRowsOfALabel() {
        assertThatThrownBy(() -> Folds.stratified(new double[] {1, 1, 0, 0, 0}, 3, 1))
                .isInstanceOf(EvaluationException.class)
                .hasMessage("Each of 3 folds needs a row of label 1; found 2 rows of it.");
    }

    @Test
    void shouldRefuseASingleFoldAndABadLabel() {
        assertThatThrownBy(() -> Folds.stratified(LABELS, 1, 1))
                .isInstanceOf(EvaluationException.class)
                .hasMessage("There are 2 folds or more; found 1.");
        assertThatThrownBy(() -> Folds.stratified(new double[] {0, 2}, 2, 1))
                .isInstanceOf(EvaluationException.class)
                .hasMessage("A label is 0 or 1; found 2.0 in row 1.");
    }

    private static List<Integer> list(int[] rows) {
        return IntStream.of(rows).boxed().toList();
    }
}
