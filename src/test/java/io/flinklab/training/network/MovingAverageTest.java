package io.flinklab.training.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class MovingAverageTest {

    @Test
    void shouldLeaveTheStartSoonAndForgetSlowlyLater() {
        MovingAverage average = new MovingAverage(0.5, new double[] {8});

        average.add(new double[] {0});
        assertThat(average.values()[0]).isCloseTo(8 * 2 / 11.0, within(1e-12));
        for (int i = 0; i < 100; i++) {
            average.add(new double[] {0});
        }
        double before = average.values()[0];
        average.add(new double[] {0});
        assertThat(average.values()[0]).isEqualTo(before / 2);
    }

    @Test
    void shouldBeTheParametersThemselvesWhereThereIsNoAverage() {
        MovingAverage average = new MovingAverage(0, new double[] {8});

        average.add(new double[] {3});

        assertThat(average.values()).containsExactly(3);
    }
}
