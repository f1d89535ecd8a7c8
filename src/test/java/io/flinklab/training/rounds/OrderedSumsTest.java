package io.flinklab.training.rounds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class OrderedSumsTest {
    private static final int BUCKETS = 16;
    private static final GradientRequest COUNTS = new GradientRequest();

    private static List<GradientSums> partials() {
        Random random = new Random(1);
        List<GradientSums> partials = new ArrayList<>();
        for (int bucket = 0; bucket < BUCKETS; bucket++) {
            GradientSums partial = new GradientSums(bucket, COUNTS.fingerprint());
            partial.loss = random.nextDouble();
            partial.gradient = random.doubles(3).toArray();
            partials.add(partial);
        }
        return partials;
    }

    private static GradientSums sum(List<GradientSums> partials) {
        OrderedSums sum = new OrderedSums(BUCKETS);
        partials.forEach(sum::add);
        return sum.take(COUNTS);
    }

    @Test
    void shouldGiveTheSameBitsInAnyOrderOfArrival() {
        GradientSums inOrder = sum(partials());

        for (int seed = 0; seed < 20; seed++) {
            List<GradientSums> shuffled = partials();
            Collections.shuffle(shuffled, new Random(seed));
            assertThat(sum(shuffled)).usingRecursiveComparison().isEqualTo(inOrder);
        }
    }

    @Test
    void shouldRefuseToLeaveABucketOut() {
        OrderedSums sum = new OrderedSums(BUCKETS);
        partials().stream().filter(partial -> partial.bucket != 3).forEach(sum::add);

        assertThatThrownBy(() -> sum.take(COUNTS))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("3 of 16");
    }

    @Test
    void shouldStartAgainOnceTaken() {
        OrderedSums sum = new OrderedSums(BUCKETS);
        partials().forEach(sum::add);
        double first = sum.take(COUNTS).loss;

        assertThat(sum.isEmpty()).isTrue();
        partials().forEach(sum::add);

        assertThat(sum.take(COUNTS).loss).isEqualTo(first);
    }

    @Test
    void shouldRefuseSumsOfOtherParameters() {
        OrderedSums sum = new OrderedSums(1);
        sum.add(new GradientSums(0, GradientRequest.losses(new double[] {1}).fingerprint()));

        assertThatThrownBy(() -> sum.take(GradientRequest.losses(new double[] {2})))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("other parameters");
    }

    @Test
    void shouldRefuseToAddSumsOfDifferentParameters() {
        OrderedSums sum = new OrderedSums(BUCKETS);
        sum.add(new GradientSums(0, 1));

        assertThatThrownBy(() -> sum.add(new GradientSums(1, 2)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("different parameters");
    }
}
