package io.flinklab.online;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.flinklab.features.FeatureVector;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class RunningScalerTest {

    @Test
    void shouldScaleByTheMeanAndTheDeviationOfTheRowsSoFar() {
        RunningScaler scaler = new RunningScaler(2);
        assertThat(scaled(scaler, 5, 5)).containsExactly(0, 0);
        scaler.learn(FeatureVector.of(new double[] {1, 7}));
        scaler.learn(FeatureVector.of(new double[] {3, 7}));

        assertThat(scaler.means()).containsExactly(2, 7);
        assertThat(scaler.deviations()).containsExactly(1, 0);
        assertThat(scaled(scaler, 5, 8)).containsExactly(3, 0);
    }

    @Test
    void shouldNotLoseSmallDeviationsFarFromZero() {
        RunningScaler scaler = new RunningScaler(1);
        for (int i = 0; i < 1000; i++) {
            scaler.learn(FeatureVector.of(new double[] {1e9 + i % 2}));
        }

        assertThat(scaler.deviations()[0]).isCloseTo(0.5, within(1e-6));
    }

    @Test
    void shouldGoOnFromItsBytes() throws IOException {
        RunningScaler scaler = new RunningScaler(2);
        scaler.learn(FeatureVector.of(new double[] {0.1, 7}));
        scaler.learn(FeatureVector.of(new double[] {0.7, 2}));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        scaler.write(new DataOutputStream(bytes));
        RunningScaler read =
                RunningScaler.read(
                        new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
        scaler.learn(FeatureVector.of(new double[] {4, 4}));
        read.learn(FeatureVector.of(new double[] {4, 4}));

        assertThat(read.means()).containsExactly(scaler.means());
        assertThat(read.deviations()).containsExactly(scaler.deviations());
    }

    @Test
    void shouldRefuseOtherFeatures() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> scaled(new RunningScaler(2), 1))
                .withMessage("Expected 2 features; found 1.");
    }

    private static double[] scaled(RunningScaler scaler, double... row) {
        double[] scaled = new double[row.length];
        scaler.scale(FeatureVector.of(row)).copyTo(scaled, 0);
        return scaled;
    }
}
