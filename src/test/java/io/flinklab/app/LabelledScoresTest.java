package io.flinklab.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flinklab.churn.Churn;
import io.flinklab.churn.Customer;
import io.flinklab.data.DataException;
import io.flinklab.data.Example;
import io.flinklab.features.SamplePipelines;
import io.flinklab.features.ScoreMeaning;
import io.flinklab.features.UnseenCategory;
import io.flinklab.serving.Scorer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LabelledScoresTest {
    private static final List<Example> CUSTOMERS = List.of(customer(1), customer(0));

    @Test
    void shouldGiveEveryCustomerTheSameScore() {
        LabelledScores scores = LabelledScores.constant(.2, CUSTOMERS);

        assertThat(scores.labels()).containsExactly(1, 0);
        assertThat(scores.scores()).containsExactly(.2, .2);
        assertThat(scores.evaluation().auroc()).isEqualTo(.5);
    }

    @Test
    void shouldMeasureAtAThreshold() {
        LabelledScores scores =
                new LabelledScores(LabelledScores.labels(CUSTOMERS), new double[] {.4, .1});

        assertThat(scores.evaluation().correct()).isEqualTo(1);
        assertThat(scores.evaluation(.3).correct()).isEqualTo(2);
        assertThat(scores.curves().roc().area()).isEqualTo(1);
    }

    @Test
    void shouldLeaveOutTheMetricsOfProbabilitiesWhereScoresAreNone() {
        LabelledScores scores = new LabelledScores(new double[] {1, 0}, new double[] {.4, .1});

        assertThat(scores.metrics(ScoreMeaning.PROBABILITY)).isEqualTo(scores.evaluation().toMap());
        assertThat(scores.metrics(ScoreMeaning.ORDER))
                .containsEntry("auroc", 1.0)
                .containsEntry("correct", 1.0)
                .doesNotContainKeys("logLoss", "brier", "calibrationError");
        assertThat(
                        new LabelledScores(new double[] {Double.NaN, 0}, scores.scores())
                                .metrics(ScoreMeaning.SEGMENT))
                .isEqualTo(Map.of("rows", 2.0, "silhouette", .25));
    }

    @Test
    void shouldSayThatTheModelCannotScoreACustomer() {
        Scorer scorer = Scorer.of(Churn.SCHEMA, SamplePipelines.reference(UnseenCategory.KEEP));
        Example missing =
                new Customer(
                                1,
                                2,
                                "Anna",
                                600,
                                "Spain",
                                "Female",
                                Double.NaN,
                                3,
                                10,
                                1,
                                0,
                                1,
                                99,
                                1)
                        .toExample();

        assertThatThrownBy(() -> LabelledScores.of(scorer, List.of(missing)))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("The model cannot score the rows: ");
    }

    @ParameterizedTest
    @EnumSource(names = {"ERROR", "SKIP"})
    void shouldLeaveOutWhomTheModelDoesNotScore(UnseenCategory unseen) {
        Scorer scorer = Scorer.of(Churn.SCHEMA, SamplePipelines.reference(unseen));

        LabelledScores scores =
                LabelledScores.of(scorer, List.of(customer(1), from("Italy", 0), customer(0)));

        assertThat(scores.labels()).containsExactly(1, 0);
        assertThat(scores.scores()).containsOnly(scorer.score(customer(1)));
    }

    private static Example customer(double exited) {
        return from("Spain", exited);
    }

    private static Example from(String country, double exited) {
        return new Customer(1, 2, "Anna", 600, country, "Female", 40, 3, 10, 1, 0, 1, 99, exited)
                .toExample();
    }
}
