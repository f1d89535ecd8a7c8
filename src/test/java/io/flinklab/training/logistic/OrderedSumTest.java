package io.flinklab.training.logistic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class OrderedSumTest {
    private static List<Partial> partials() {
        Random random = new Random(1);
        List<Partial> partials = new ArrayList<>();
        for (int bucket = 0; bucket < TrainingRows.BUCKETS; bucket++) {
            Partial partial = new Partial(bucket);
            partial.loss = random.nextDouble();
            partial.gradient = random.doubles(3).toArray();
            partials.add(partial);
        }
        return partials;
    }

    private static Partial sum(List<Partial> partials) {
        OrderedSum sum = new OrderedSum();
        partials.forEach(sum::add);
        return sum.take();
    }

    @Test
    void shouldGiveTheSameBitsInAnyOrderOfArrival() {
        Partial inOrder = sum(partials());

        for (int seed = 0; seed < 20; seed++) {
            List<Partial> shuffled = partials();
            Collections.shuffle(shuffled, new Random(seed));
            assertThat(sum(shuffled)).usingRecursiveComparison().isEqualTo(inOrder);
        }
    }

    @Test
    void shouldRefuseToLeaveABucketOut() {
        OrderedSum sum = new OrderedSum();
        partials().stream().filter(partial -> partial.bucket != 3).forEach(sum::add);

        assertThatThrownBy(sum::take)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("3 of 16");
    }

    @Test
    void shouldStartAgainOnceTaken() {
        OrderedSum sum = new OrderedSum();
        partials().forEach(sum::add);
        double first = sum.take().loss;

        assertThat(sum.isEmpty()).isTrue();
        partials().forEach(sum::add);

        assertThat(sum.take().loss).isEqualTo(first);
    }
}
