package io.flinklab.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.flinklab.features.FittedPipeline;
import io.flinklab.features.SamplePipelines;
import io.flinklab.features.UnseenCategory;
import io.flinklab.training.FitFacts;
import io.flinklab.training.StopReason;
import io.flinklab.training.TrainingOptions;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class StoreJsonTest {
    private static final String FILE = "parameters.json";

    @Test
    void shouldKeepEveryKindOfStageAndInfiniteBorders() {
        FittedPipeline pipeline = SamplePipelines.tuned(UnseenCategory.SKIP);

        byte[] json = StoreJson.write(pipeline);

        assertThat(StoreJson.read(json, FittedPipeline.class, FILE)).isEqualTo(pipeline);
    }

    @Test
    void shouldKeepEveryBitOfADouble() {
        Random random = new Random(7);
        List<Double> values =
                Stream.concat(
                                Stream.of(0.1 + 0.2, -0.0, Double.MIN_VALUE, Double.MAX_VALUE),
                                Stream.generate(() -> Double.longBitsToDouble(random.nextLong()))
                                        .filter(Double::isFinite)
                                        .limit(10_000))
                        .toList();
        FitFacts facts = new FitFacts("any", 1, values, StopReason.ONE_PASS);

        assertThat(StoreJson.read(StoreJson.write(facts), FitFacts.class, FILE)).isEqualTo(facts);
    }

    @Test
    void shouldWriteOneLineForEachValueWithPlainLineEnds() {
        String json =
                new String(
                        StoreJson.write(
                                new FitFacts("SGD", 2, List.of(0.5, 0.25), StopReason.ITERATIONS)),
                        StandardCharsets.UTF_8);

        assertThat(json)
                .isEqualTo(
                        """
                        {
                          "estimator" : "SGD",
                          "iterations" : 2,
                          "objective" : [ 0.5, 0.25 ],
                          "stoppedBy" : "iterations"
                        }
                        """);
    }

    @Test
    void shouldKeepALimitOfTimeToTheMillisecond() {
        TrainingOptions limited = TrainingOptions.DEFAULT.withTimeLimit(Duration.ofMillis(1500));
        String json = new String(StoreJson.write(limited), StandardCharsets.UTF_8);
        // Before it had a fraction.
        String whole = json.replace("1.5", "90");

        assertThat(json).contains("\"timeLimitSeconds\" : 1.5");
        assertThat(read(json)).isEqualTo(limited);
        assertThat(read(whole).timeLimit()).isEqualTo(Duration.ofSeconds(90));
        assertThat(TrainingOptions.DEFAULT.withTimeLimit(Duration.ofMillis(1)).timeLimit())
                .isEqualTo(Duration.ofMillis(1));
    }

    private static TrainingOptions read(String json) {
        return StoreJson.read(json.getBytes(StandardCharsets.UTF_8), TrainingOptions.class, FILE);
    }

    @Test
    void shouldWriteADoubleInItsShortestFormWhicheverJavaRuns() {
        String json =
                new String(
                        StoreJson.write(new FitFacts("SGD", 1, List.of(2e23), StopReason.ONE_PASS)),
                        StandardCharsets.UTF_8);

        // Java 17 itself writes 1.9999999999999998E23, Java 19 and later 2.0E23.
        assertThat(json).contains("[ 2.0E23 ]");
    }
}
