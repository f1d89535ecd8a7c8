package io.flinklab.lesson;

import static org.assertj.core.api.Assertions.assertThat;

import io.flinklab.app.Lab;
import io.flinklab.app.LabelledData;
import io.flinklab.app.LabelledScores;
import io.flinklab.app.TestData;
import io.flinklab.churn.Churn;
import io.flinklab.evaluation.Evaluation;
import io.flinklab.serving.Scorer;
import io.flinklab.training.Estimators;
import io.flinklab.training.Recipe;
import io.flinklab.training.ShippedCustomers;
import io.flinklab.training.TrainedModel;
import io.flinklab.training.TrainingJob;
import io.flinklab.training.TrainingOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.apache.flink.ml.classification.logisticregression.LogisticRegression;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * From the article's model to the tuned one, one change at a time: log-loss and area under the ROC
 * curve on the test rows, as notebook 03 and the README have them.
 */
class AblationIT {
    private static final ElasticNet ARTICLES = new ElasticNet(0.1, 0.5, false);
    private static final ElasticNet ARTICLES_WITH_INTERCEPT = new ElasticNet(0.1, 0.5, true);
    private static final ElasticNet MILD = new ElasticNet(1.0 / 8_000, 0, false);

    @RegisterExtension static final Lab LAB = new Lab();

    @Test
    void shouldTellWhichChangeDidWhatOnTheShippedCustomersAsTheReadmeDoes() throws Exception {
        Customers shipped = Customers.of(TestData.SHIPPED);
        List<String> figures =
                List.of(
                        shipped.constant(),
                        shipped.stored(Churn.REFERENCE),
                        shipped.solved(ARTICLES),
                        shipped.solved(ARTICLES_WITH_INTERCEPT),
                        shipped.solved(MILD),
                        shipped.stored(Recipe.CONVERGED),
                        shipped.stored(Churn.TUNED));

        String table = Files.readString(Path.of("README.md")).split("held by AblationIT -->")[1];

        assertThat(table.lines().skip(3).limit(7).map(row -> row.replaceFirst("^\\|[^|]*\\| ", "")))
                .containsExactlyElementsOf(figures.stream().map(each -> each + " |").toList());
    }

    /** An exercise of the notebook. */
    @Test
    void shouldTellWhatThePenaltyOnSizesCosts() throws Exception {
        assertThat(Customers.of(TestData.SHIPPED).solved(new ElasticNet(0.1, 0, false)))
                .isEqualTo("0.4628 | 0.7272");
    }

    /** An exercise of the notebook. */
    @Test
    void shouldLoseLessWithMoreOfTheArticlesSteps(@TempDir Path directory) throws Exception {
        LogisticRegression longer =
                ((LogisticRegression) Estimators.of(Churn.REFERENCE.hyperparameters(), "Exited"))
                        .setMaxIter(2000);

        TrainedModel model =
                new TrainingJob(
                                Churn.REFERENCE,
                                TrainingOptions.DEFAULT,
                                ShippedCustomers.VOCABULARY,
                                longer)
                        .run(ShippedCustomers.train(LAB.cluster()), directory.resolve("model"));

        Scorer scorer = Scorer.of(Churn.SCHEMA, model.pipeline());
        LabelledData rows =
                LabelledData.read(Path.of("data/churn.csv"), Churn.SCHEMA, TrainingOptions.DEFAULT);
        double logLoss = LabelledScores.of(scorer, rows.test()).evaluation().logLoss();
        assertThat(logLoss).isLessThan(.6705).isGreaterThan(.4991);
    }

    @Test
    void shouldTellWhichChangeDidWhatOnTheArticlesCustomers() throws Exception {
        Customers articles = Customers.of(TestData.REAL);

        assertThat(articles.constant()).isEqualTo("0.4938 | 0.5000");
        assertThat(articles.stored(Churn.REFERENCE)).isEqualTo("0.6706 | 0.6994");
        assertThat(articles.solved(ARTICLES)).isEqualTo("0.4977 | 0.7052");
        assertThat(articles.solved(ARTICLES_WITH_INTERCEPT)).isEqualTo("0.4705 | 0.7183");
        assertThat(articles.solved(MILD)).isEqualTo("0.4348 | 0.7422");
        assertThat(articles.stored(Recipe.CONVERGED)).isEqualTo("0.4348 | 0.7422");
        assertThat(articles.stored(Churn.TUNED)).isEqualTo("0.3380 | 0.8564");
    }

    @ParameterizedTest
    @CsvSource({"SHIPPED, shippedCustomers", "REAL, articleCustomers"})
    void shouldSolveTheArticlesPenaltyAsScikitLearnDoes(TestData data, String golden)
            throws Exception {
        GoldenNet.of(golden).assertEqualTo(ARTICLES.fit(Customers.of(data).train()));
    }

    /** A file of customers with the article's features. */
    private record Customers(TestData data, FeatureVectors train, FeatureVectors test) {

        static Customers of(TestData data) throws Exception {
            return new Customers(
                    data,
                    TrainedVectors.train(LAB, data, Churn.REFERENCE),
                    TrainedVectors.test(LAB, data, Churn.REFERENCE));
        }

        String constant() {
            return figures(LogisticModel.constant(train).evaluation(test));
        }

        String solved(ElasticNet solver) {
            return figures(solver.fit(train).evaluation(test));
        }

        String stored(Recipe recipe) throws Exception {
            var metrics = LAB.model(data, recipe).manifest().training().metrics();
            return figures(metrics.get("logLoss"), metrics.get("auroc"));
        }

        private static String figures(Evaluation evaluation) {
            return figures(evaluation.logLoss(), evaluation.auroc());
        }

        private static String figures(double logLoss, double auroc) {
            return String.format(Locale.ROOT, "%.4f | %.4f", logLoss, auroc);
        }
    }
}
