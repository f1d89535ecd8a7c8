package io.flinklab.lesson;

import static org.assertj.core.api.Assertions.assertThat;

import io.flinklab.app.Lab;
import io.flinklab.app.TestData;
import io.flinklab.churn.Churn;
import io.flinklab.data.Example;
import io.flinklab.interchange.Runtimes;
import io.flinklab.interchange.ScoreFunction;
import io.flinklab.serving.Scorer;
import io.flinklab.serving.Scores;
import io.flinklab.serving.ServedModel;
import io.flinklab.store.StoredModel;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class FlinkScoringIT {
    @RegisterExtension static final Lab LAB = new Lab();

    @Test
    void shouldGiveTheScoresOfSqlInTheOrderOfTheExamples() throws Exception {
        StoredModel model = LAB.model(TestData.SHIPPED, Churn.TUNED);
        List<Example> customers = TestData.SHIPPED.customers().subList(0, 200);
        ScoreFunction function = new ScoreFunction(Runtimes.PLAIN, ServedModel.of(model));

        Scores scores =
                new FlinkScoring(LAB.cluster()::environment)
                        .sqlScores(
                                Churn.SCHEMA,
                                tables -> tables.createTemporarySystemFunction("score", function),
                                customers);

        assertThat(scores.toArray()).isEqualTo(Scorer.of(model).score(customers).toArray());
    }
}
