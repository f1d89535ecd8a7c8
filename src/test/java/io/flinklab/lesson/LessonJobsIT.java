package io.flinklab.lesson;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.flinklab.app.EmbeddedCluster;
import io.flinklab.app.LabelledData;
import io.flinklab.app.LabelledScores;
import io.flinklab.app.ModelTraining;
import io.flinklab.churn.Churn;
import io.flinklab.data.RealData;
import io.flinklab.evaluation.CrossValidation;
import io.flinklab.evaluation.Evaluation;
import io.flinklab.serving.Scorer;
import io.flinklab.store.ModelStore;
import io.flinklab.store.StoredModel;
import io.flinklab.training.Recipe;
import io.flinklab.training.TrainingOptions;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Flink jobs of lessons 4 and 5, on the shipped data and on the article's. */
class LessonJobsIT {
    private static final Path SHIPPED = Path.of("data/churn.csv");
    private static EmbeddedCluster cluster;

    @TempDir private Path directory;

    @BeforeAll
    static void start() throws Exception {
        cluster = EmbeddedCluster.start(1);
    }

    @AfterAll
    static void stop() {
        cluster.close();
    }

    @Test
    void shouldCrossValidateAPlanOnTheTrainingRows() throws Exception {
        ModelStore store = store();
        TrainingOptions options = TrainingOptions.DEFAULT;
        LabelledData rows = LabelledData.read(SHIPPED, Churn.SCHEMA, options);

        CrossValidation result =
                new CrossValidatedTraining(Churn.SCHEMA, cluster::environment, store)
                        .run(rows.train(), Churn.TUNED, options, 5);

        assertThat(result.evaluations()).hasSize(5).allMatch(fold -> fold.rows() == 1600);
        assertThat(result.mean(Evaluation::auroc)).isCloseTo(.8734, within(.0001));
        assertThat(result.standardDeviation(Evaluation::auroc)).isCloseTo(.0130, within(.0001));
        assertThat(result.outOfFoldScores()).hasSize(8000).doesNotContain(0);
        assertThat(store.versions()).isEmpty();
    }

    @Test
    void shouldScoreWithFlinkMlAsTheScorerDoes() throws Exception {
        StoredModel model = train(SHIPPED, Churn.TUNED);
        LabelledData rows = LabelledData.read(SHIPPED, Churn.SCHEMA, TrainingOptions.DEFAULT);

        double[] byFlink = new FlinkScoring(cluster::environment).scores(model, rows.test());

        assertThat(byFlink)
                .containsExactly(Scorer.of(model).score(rows.test()).toArray(), within(1e-12));
    }

    @Test
    void shouldMeetTheArticlesFiguresOnItsData() throws Exception {
        StoredModel model = train(RealData.file(), Churn.REFERENCE);

        Evaluation evaluation =
                LabelledScores.of(
                                Scorer.of(model),
                                LabelledData.read(
                                                RealData.file(),
                                                Churn.SCHEMA,
                                                TrainingOptions.DEFAULT)
                                        .test())
                        .evaluation();
        ArticleFigures ours = ArticleFigures.of(evaluation);

        ArticleFigures article = ArticleFigures.PUBLISHED;
        assertThat(ours.accuracy()).isCloseTo(article.accuracy(), within(.004));
        assertThat(ours.auroc()).isCloseTo(article.auroc(), within(.005));
        assertThat(ours.areaUnderPr()).isCloseTo(article.areaUnderPr(), within(.005));
        assertThat(ours.lorenz()).isCloseTo(article.lorenz(), within(.005));
        assertThat(ours.ks()).isCloseTo(article.ks(), within(.02));
    }

    private StoredModel train(Path data, Recipe plan) throws Exception {
        TrainingOptions options = TrainingOptions.DEFAULT;
        return new ModelTraining(cluster)
                .publish(LabelledData.read(data, Churn.SCHEMA, options), plan, options, store());
    }

    private ModelStore store() {
        return ModelStore.at(directory.resolve("store"));
    }
}
