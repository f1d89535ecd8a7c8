package io.flinklab.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.flinklab.churn.Churn;
import io.flinklab.data.Dataset;
import io.flinklab.data.Example;
import io.flinklab.data.flink.ExampleRows;
import io.flinklab.features.FittedStage;
import io.flinklab.features.Predictor;
import io.flinklab.features.ScoreMeaning;
import io.flinklab.kit.CollectedRows;
import io.flinklab.serving.Prediction;
import io.flinklab.serving.Scorer;
import io.flinklab.serving.ServedModel;
import io.flinklab.store.StoredModel;
import io.flinklab.streaming.MessageSource;
import io.flinklab.streaming.ScoringJob;
import io.flinklab.streaming.ScoringOptions;
import io.flinklab.training.Recipe;
import io.flinklab.training.TrainedModel;
import io.flinklab.training.TrainingException;
import io.flinklab.training.TrainingJob;
import io.flinklab.training.TrainingOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.ml.api.Estimator;
import org.apache.flink.ml.builder.PipelineModel;
import org.apache.flink.ml.classification.knn.Knn;
import org.apache.flink.ml.classification.linearsvc.LinearSVC;
import org.apache.flink.ml.classification.naivebayes.NaiveBayes;
import org.apache.flink.ml.linalg.Vector;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.Table;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.types.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Flink ML's other estimators: trained, stored, scored as Flink ML does, and streamed. */
class FlinkEstimatorsIT {
    @RegisterExtension static final Lab LAB = new Lab();

    private static final int STEPS = 10;

    @TempDir private static Path directory;
    private static Path data;
    private static List<Example> customers;

    @BeforeAll
    static void writeCustomers() throws IOException {
        data = CustomerText.write(directory.resolve("customers.csv"), CustomerText.shipped(2000));
        customers = Dataset.read(Churn.SCHEMA, data).examples();
    }

    @ParameterizedTest
    @CsvSource({
        "logistic-regression, PROBABILITY, logLoss",
        "linear-svc,          ORDER,       auroc",
        "naive-bayes,         PROBABILITY, logLoss",
        "k-means,             SEGMENT,     silhouette"
    })
    void shouldTrainStoreScoreAndStreamAsFlinkMlDoes(
            String estimator, ScoreMeaning meaning, String metric) throws Exception {
        StoredModel model = LAB.train(data, quick(estimator), TrainingOptions.DEFAULT);
        Scorer scorer = Scorer.of(model);

        List<Row> expected = flinkMl(model.flinkPipeline());

        assertThat(model.manifest().training().score())
                .isEqualTo(scorer.meaning())
                .isEqualTo(meaning);
        assertThat(model.manifest().training().metrics()).containsKey(metric);
        assertThat(model.manifest().goldenScores()).isNotEmpty();
        assertThat(expected).hasSameSizeAs(customers);
        for (int i = 0; i < customers.size(); i++) {
            Prediction found = scorer.predict(customers.get(i)).orElseThrow();
            assertThat(found.prediction()).isEqualTo(prediction(expected.get(i)));
            requireScore(found.score(), expected.get(i), model.pipeline().predictor());
        }
        assertThat(streamed(model)).isEqualTo(predictions(scorer));
    }

    private static Recipe quick(String estimator) {
        Recipe recipe = Churn.recipe(estimator);
        return recipe == Recipe.NAIVE_BAYES
                ? recipe
                : recipe.with(recipe.hyperparameters().withMaxIter(STEPS));
    }

    private static int prediction(Row row) {
        return row.<Number>getFieldAs("prediction").intValue();
    }

    /** Flink ML gives naive Bayes and k-means no raw prediction. */
    private static void requireScore(double score, Row expected, Predictor predictor) {
        if (predictor instanceof FittedStage.LogisticRegression) {
            assertThat(score)
                    .isCloseTo(expected.<Vector>getFieldAs("rawPrediction").get(1), within(1e-12));
        } else if (predictor instanceof Predictor.LinearSVC svc) {
            double margin = expected.<Vector>getFieldAs("rawPrediction").get(0);
            assertThat(score).isCloseTo(1 / (1 + Math.exp(svc.cut() - margin)), within(1e-12));
        } else {
            assertThat(score).isBetween(0.0, 1.0);
        }
    }

    @Test
    void shouldTrainEstimatorsOfTheCaller() throws Exception {
        TrainedModel svc =
                train(Recipe.CONVERGED, new LinearSVC().setMaxIter(STEPS).setThreshold(-1.0));
        TrainedModel bayes = train(Recipe.NAIVE_BAYES, new NaiveBayes());

        List<Row> expected = flinkMl(svc.directory());

        Scorer scorer = Scorer.of(Churn.SCHEMA, svc.pipeline());
        assertThat(expected.stream().map(FlinkEstimatorsIT::prediction).distinct()).hasSize(2);
        for (int i = 0; i < customers.size(); i++) {
            assertThat(scorer.predict(customers.get(i)).orElseThrow().prediction())
                    .isEqualTo(prediction(expected.get(i)));
        }
        assertThat(bayes.pipeline())
                .isEqualTo(LAB.train(data, Recipe.NAIVE_BAYES, TrainingOptions.DEFAULT).pipeline());
    }

    @Test
    void shouldRefuseBeforeTrainingAnEstimatorThatCannotBeScored() {
        assertThatThrownBy(() -> train(Recipe.CONVERGED, new Knn()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("KnnModel", "LinearSVC, NaiveBayes, KMeans");
    }

    @Test
    void shouldRefuseNumbersAsCategoriesOfNaiveBayes() {
        assertThatThrownBy(() -> train(Recipe.CONVERGED, new NaiveBayes()))
                .isInstanceOf(TrainingException.class)
                .hasMessageContainingAll("CreditScore", "at most 256", "KBinsDiscretizer");
    }

    @Test
    void shouldFindSegmentsByCommandsInATableWithoutALabel() throws Exception {
        Path table = directory.resolve("unlabelled.csv");
        Files.write(
                table,
                CustomerText.shipped(400).stream()
                        .map(line -> line.substring(0, line.lastIndexOf(',')))
                        .toList());
        Path store = directory.resolve("segments");
        Path scores = directory.resolve("segments.csv");

        JsonNode trained =
                json(table, store, "train", "--estimator", "KMeans", "--k", 3, "--max-iter", STEPS);
        JsonNode evaluated = json(table, store, "evaluate");
        JsonNode replayed = json(table, store, "replay");
        Cli list = Cli.run("models", "--store", store).succeeds();
        Cli.run("models", "verify", "--store", store).succeeds();
        Cli.run("score", "--data", table, "--store", store, "--out", scores).succeeds();

        assertThat(trained.get("rows").asInt()).isEqualTo(80);
        assertThat(evaluated.get("silhouette").asDouble()).isBetween(0.1, 1.0);
        assertThat(evaluated.has("auroc")).isFalse();
        assertThat(evaluated.get("score").asText()).isEqualTo("segment");
        assertThat(replayed.get("identical").asBoolean()).isTrue();
        assertThat(list.out()).contains("k-means", "silhouette 0.").doesNotContain("NaN");
        assertThat(Files.readAllLines(scores).stream().skip(1).map(line -> line.split(",")[2]))
                .contains("0", "1", "2")
                .containsOnly("0", "1", "2");
    }

    private static JsonNode json(Path table, Path store, String command, Object... more)
            throws IOException {
        return Cli.run(
                        Stream.concat(
                                        Stream.of(
                                                command, "--data", table, "--store", store,
                                                "--json"),
                                        Stream.of(more))
                                .toArray())
                .succeeds()
                .json();
    }

    /** Trains on the first customers of the split, without publishing. */
    private static TrainedModel train(Recipe recipe, Estimator<?, ?> estimator) throws Exception {
        LabelledData rows = LabelledData.read(data, Churn.SCHEMA, TrainingOptions.DEFAULT);
        ExampleRows codec = new ExampleRows(Churn.SCHEMA);
        String label = Churn.SCHEMA.requireLabel().name();
        estimator.set(estimator.getParam("labelCol"), (Object) label);
        return new TrainingJob(
                        recipe,
                        TrainingOptions.DEFAULT,
                        recipe.features().vocabulary(Churn.SCHEMA, rows.train()),
                        estimator)
                .run(
                        LAB.cluster()
                                .environment()
                                .fromCollection(
                                        rows.train().stream().map(codec::toRow).toList(),
                                        codec.type()),
                        LAB.newDirectory().resolve("pipeline"));
    }

    private static List<Row> flinkMl(Path saved) throws Exception {
        ExampleRows codec = new ExampleRows(Churn.SCHEMA);
        StreamExecutionEnvironment environment = LAB.cluster().environment();
        StreamTableEnvironment tables = StreamTableEnvironment.create(environment);
        Table rows =
                tables.fromDataStream(
                        environment.fromCollection(
                                customers.stream().map(codec::toRow).toList(), codec.type()));
        Table scored = PipelineModel.load(tables, saved.toString()).transform(rows)[0];
        return tables.toDataStream(scored).executeAndCollect(customers.size() + 1);
    }

    private static Map<Long, Prediction> predictions(Scorer scorer) {
        return customers.stream()
                .collect(
                        Collectors.toMap(
                                each -> (Long) each.key(),
                                each -> scorer.predict(each).orElseThrow()));
    }

    private static Map<Long, Prediction> streamed(StoredModel model) throws Exception {
        StreamExecutionEnvironment environment = LAB.cluster().environment();
        try (CollectedRows rows =
                CollectedRows.of(
                        new ScoringJob(
                                        environment,
                                        MessageSource.files(Churn.SCHEMA, data.toString()))
                                .score(ServedModel.of(model), new ScoringOptions(64))
                                .scores())) {
            return rows.rest().stream()
                    .collect(
                            Collectors.toMap(
                                    row -> row.<Long>getFieldAs("CustomerId"),
                                    row ->
                                            new Prediction(
                                                    row.<Double>getFieldAs("score"),
                                                    row.<Integer>getFieldAs("prediction"))));
        }
    }
}
