package io.flinklab.online.drift;

import static org.assertj.core.api.Assertions.assertThat;

import io.flinklab.data.Example;
import io.flinklab.data.SplitMix64;
import io.flinklab.data.sketch.TableSketch;
import io.flinklab.data.synthetic.Concepts;
import io.flinklab.data.synthetic.DriftSchedule;
import io.flinklab.data.synthetic.DriftingExamples;
import io.flinklab.data.synthetic.Sea;
import io.flinklab.data.synthetic.Stagger;
import java.util.List;
import java.util.function.LongToDoubleFunction;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** On a million values without a change no detector gives more alarms than its theory allows. */
class NoDriftTest {
    private static final int VALUES = 1_000_000;
    private static final long SEED = 1;

    @Test
    void shouldBeAsStillAsAdwinsTheoremSays() {
        // Bifet and Gavalda 2007, theorem 3.1: at each look an alarm has a chance of delta at most.
        double allowed = 0.002 * VALUES / 32;

        assertThat(alarms(new Adwin(), NoDriftTest::coin)).isLessThanOrEqualTo(allowed);
        assertThat(alarms(new Adwin(), NoDriftTest::gauss)).isLessThanOrEqualTo(allowed);
    }

    @Test
    void shouldGiveTheAlarmAsSeldomAsACumulativeSumOfThatThreshold() {
        // Without fading, since what fades keeps a least value that the sum has left behind.
        assertThat(alarms(new PageHinkley(30, 0.005, 50, 1), NoDriftTest::coin))
                .isLessThanOrEqualTo(VALUES / valuesPerAlarm(0.005, 50, 0.25));
        assertThat(alarms(new PageHinkley(30, 0.005, 50, 1), NoDriftTest::gauss))
                .isLessThanOrEqualTo(VALUES / valuesPerAlarm(0.005, 50, 1));
    }

    /**
     * Values from one alarm of a two-sided cumulative sum to the next: half of the average run
     * length (e^a - 1 - a) variance / (2 delta^2) of a one-sided one, where a is 2 delta threshold
     * / variance (Siegmund, "Sequential Analysis", 1985, for Brownian motion; sums of single values
     * reach beyond the threshold, and so give fewer alarms). The differences from the running mean
     * have no greater variance than the values and are uncorrelated, as recursive residuals.
     */
    private static double valuesPerAlarm(double delta, double threshold, double variance) {
        double a = 2 * delta * threshold / variance;
        return (Math.exp(a) - 1 - a) * variance / (2 * delta * delta) / 2;
    }

    @Test
    void shouldGiveNoMoreAlarmsThanTheTestOfKolmogorovAndSmirnovAtThatLevel() {
        // Raab et al. 2020: each value is a test that errs with a chance of alpha.
        double allowed = 1e-4 * VALUES;

        assertThat(alarms(new Kswin(1e-4, 100, 30, SEED), NoDriftTest::coin))
                .isLessThanOrEqualTo(allowed);
        assertThat(alarms(new Kswin(1e-4, 100, 30, SEED), NoDriftTest::gauss))
                .isLessThanOrEqualTo(allowed);
    }

    @Test
    void shouldGiveNoMoreAlarmsThanThreeStandardDeviationsAllow() {
        // Gama et al. 2004: a value is out of control beyond three standard deviations of a normal
        // distribution, whose upper tail is 0.00135.
        assertThat(alarms(new Ddm(), NoDriftTest::coin)).isLessThanOrEqualTo(0.00135 * VALUES);
    }

    @Test
    void shouldWatchErrorsWithoutAFalseAlarm() {
        // ADWIN may give 12, a cumulative sum 0.008, KSWIN 20.
        OutcomeDrift outcomes = new OutcomeDrift();

        assertThat(
                        LongStream.range(0, 200_000)
                                .boxed()
                                .flatMap(row -> outcomes.add(isError(row), row).stream()))
                .isEmpty();
    }

    @Test
    void shouldCallNoMoreWindowsDriftsThanItIsToldThatItMay() {
        DriftSchedule never = DriftSchedule.sudden(Long.MAX_VALUE);
        DriftOptions options = new DriftOptions(1000, 1e-9, 0.01);
        double allowed = 0.01 * VALUES / 1000;
        for (Concepts source : List.of(new Sea(), new Stagger())) {
            List<Example> training =
                    new DriftingExamples(source, List.of(0), never, 0, 1).examples(5000).toList();
            InputDrift inputs =
                    new InputDrift(
                            source.schema(),
                            TableSketch.of(source.schema(), training, new double[0], 1),
                            options);

            assertThat(
                            new DriftingExamples(source, List.of(0), never, 0, 2)
                                    .examples(VALUES)
                                    .mapToLong(row -> inputs.add(row, 0).size())
                                    .sum())
                    .isLessThanOrEqualTo((long) allowed);
        }
    }

    private static boolean isError(long row) {
        return new SplitMix64(SEED, row).chance(0.2);
    }

    private static double alarms(DriftDetector detector, LongToDoubleFunction values) {
        return LongStream.range(0, VALUES)
                .filter(row -> detector.update(values.applyAsDouble(row)))
                .count();
    }

    private static double coin(long row) {
        return new SplitMix64(SEED, row).chance(0.5) ? 1 : 0;
    }

    /** By the method of Box and Muller. */
    private static double gauss(long row) {
        SplitMix64 draws = new SplitMix64(SEED, row);
        double radius = Math.sqrt(-2 * Math.log(1 - draws.next()));
        return radius * Math.cos(2 * Math.PI * draws.next());
    }
}
