package io.flinklab.training.logistic;

import static org.assertj.core.api.Assertions.assertThat;

import io.flinklab.training.rounds.GradientRequest;
import io.flinklab.training.rounds.GradientSums;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the page on scale says of the rounds. */
class RoundSizeTest {
    private static final LogisticWorker WITH_INTERCEPT = new LogisticWorker(1);

    private static String page;

    @BeforeAll
    static void read() throws Exception {
        page = Files.readString(Path.of("notebooks", "scale.md"));
    }

    @Test
    void shouldSendAsManyBytesAsThePageSays() {
        assertThat(page)
                .contains(
                        String.format(
                                Locale.ROOT,
                                "%.1f kB to each subtask",
                                kilobytes(request(109).parameters)),
                        "second derivatives for 109 features have %s kB"
                                .formatted(Math.round(kilobytes(answer(109).hessian))),
                        "%s times %s kB for 109 features, %s times %s kB for %s;"
                                .formatted(
                                        WITH_INTERCEPT.buckets(),
                                        kilobytes(answer(109)),
                                        WITH_INTERCEPT.buckets(),
                                        kilobytes(answer(Settings.WIDEST_NEWTON)),
                                        Settings.WIDEST_NEWTON));
    }

    @Test
    void shouldHaveAsManyBucketsAsThePageSays() {
        assertThat(page)
                .contains(
                        "the rows lie in %s buckets".formatted(WITH_INTERCEPT.buckets()),
                        "More than %s subtasks".formatted(WITH_INTERCEPT.buckets()),
                        "up to %s features".formatted(Settings.WIDEST_NEWTON));
    }

    private static long kilobytes(GradientSums answer) {
        return Math.round(kilobytes(answer.gradient) + kilobytes(answer.hessian));
    }

    private static double kilobytes(double[] numbers) {
        return numbers.length * Double.BYTES / 1000.0;
    }

    private static GradientSums answer(int features) {
        GradientSums sums = new GradientSums();
        List<WeightedRow> rows = List.of(WeightedRow.of(new double[features], 1, 1));
        WITH_INTERCEPT.bucket(rows::forEach).answer(request(features), sums);
        return sums;
    }

    private static GradientRequest request(int features) {
        GradientRequest request = GradientRequest.losses(new double[1 + features]);
        request.derivatives = 2;
        return request;
    }
}
