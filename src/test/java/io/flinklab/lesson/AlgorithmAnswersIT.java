package io.flinklab.lesson;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.flinklab.app.LabelledData;
import io.flinklab.churn.Churn;
import io.flinklab.data.flink.ExampleRows;
import io.flinklab.errata.StockFlink;
import io.flinklab.features.FeaturePlan;
import io.flinklab.features.UnseenCategory;
import io.flinklab.training.TrainingOptions;
import java.nio.file.Path;
import java.util.List;
import org.apache.flink.ml.api.Estimator;
import org.apache.flink.ml.builder.Pipeline;
import org.apache.flink.ml.classification.knn.Knn;
import org.apache.flink.ml.classification.linearsvc.LinearSVC;
import org.apache.flink.ml.clustering.kmeans.KMeans;
import org.apache.flink.ml.feature.imputer.Imputer;
import org.apache.flink.ml.feature.vectorslicer.VectorSlicer;
import org.apache.flink.ml.linalg.DenseVector;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.Expressions;
import org.apache.flink.table.api.Table;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.types.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What notebook 09 promises of its exercises, and of a cause that it names. */
class AlgorithmAnswersIT {
    private static final String LABEL = "Exited";

    @RegisterExtension static final StockFlink FLINK = new StockFlink();

    private static StreamExecutionEnvironment env;
    private static KeptTable train;
    private static KeptTable test;

    @BeforeAll
    static void makeFeatures() throws Exception {
        env = FLINK.environment();
        StreamTableEnvironment tEnv = StreamTableEnvironment.create(env);
        LabelledData data =
                LabelledData.read(Path.of("data/churn.csv"), Churn.SCHEMA, TrainingOptions.DEFAULT);
        ExampleRows codec = new ExampleRows(Churn.SCHEMA);
        List<Row> rows = data.data().examples().stream().map(codec::toRow).toList();
        FeaturePlan plan = Churn.REFERENCE.features();
        Pipeline features =
                new Pipeline(
                        plan.stages(
                                plan.vocabulary(Churn.SCHEMA, data.train()), UnseenCategory.ERROR));
        Table training =
                tEnv.fromDataStream(env.fromCollection(rows.subList(0, 8000), codec.type()));
        Table everybody = tEnv.fromDataStream(env.fromCollection(rows, codec.type()));
        KeptTable customers = KeptTable.of(tEnv, features.fit(training).transform(everybody)[0]);
        train = customers.slice(0, 8000);
        test = customers.slice(8000, 10000);
    }

    @Test
    void shouldPredictLeaversBehindAnotherThresholdOrWithHeavierLeavers() throws Exception {
        ClassifierResult usual = scored(svc(), train.table(env));
        ClassifierResult moved = scored(svc().setThreshold(-.9), train.table(env));
        Table heavier =
                train.table(env).addColumns(Expressions.$(LABEL).times(3).plus(1).as("weight"));
        ClassifierResult weighted = scored(svc().setWeightCol("weight"), heavier);

        assertThat(usual.predictions().tp() + usual.predictions().fp()).isZero();
        assertThat(usual.scores().auroc()).isCloseTo(.7343, within(.00005));
        assertThat(moved.predictions().tp()).isPositive();
        assertThat(moved.predictions().accuracy()).isGreaterThan(usual.predictions().accuracy());
        assertThat(moved.scores().auroc()).isEqualTo(usual.scores().auroc());
        assertThat(weighted.predictions().tp()).isPositive();
    }

    @Test
    void shouldFindFewerLeaversMorePreciselyWithMoreNeighbours() throws Exception {
        ClassifierResult one = classes(new Knn().setK(1).setLabelCol(LABEL));
        ClassifierResult many = classes(new Knn().setK(101).setLabelCol(LABEL));

        assertThat(many.predictions().recall()).isLessThan(one.predictions().recall());
        assertThat(many.predictions().precision()).isGreaterThan(one.predictions().precision());
    }

    @Test
    void shouldFindOtherSegmentsFromAnotherSeed() throws Exception {
        VectorSlicer profile =
                new VectorSlicer()
                        .setInputCol("ContinuousScaled")
                        .setOutputCol("profile")
                        .setIndices(1, 3, 4);
        KeptTable profiles =
                KeptTable.of(
                        StreamTableEnvironment.create(env), profile.transform(train.table(env))[0]);

        double first = inertia(profiles, 1);
        double second = inertia(profiles, 2);

        assertThat(first).isNotEqualTo(second);
        assertThat(inertia(profiles, 1)).isEqualTo(first);
    }

    private static double inertia(KeptTable profiles, long seed) throws Exception {
        Table segments =
                new KMeans()
                        .setFeaturesCol("profile")
                        .setK(6)
                        .setSeed(seed)
                        .setMaxIter(20)
                        .fit(profiles.table(env))
                        .getModelData()[0];
        return Inertia.of(profiles.vectors("profile"), KeptTable.rows(segments).get(0));
    }

    @Test
    void shouldFailToImputeASecondColumn() {
        Imputer imputer =
                new Imputer().setInputCols("Balance").setOutputCols("imputed").setMissingValue(0.0);
        Table second =
                test.select(0)
                        .table(env)
                        .select(Expressions.$("Geography"), Expressions.$("Balance"));

        assertThatThrownBy(() -> KeptTable.rows(imputer.fit(train.table(env)).transform(second)[0]))
                .hasRootCauseInstanceOf(NumberFormatException.class);
    }

    private static LinearSVC svc() {
        return new LinearSVC()
                .setLabelCol(LABEL)
                .setGlobalBatchSize(8000)
                .setLearningRate(1.0)
                .setMaxIter(100);
    }

    private static ClassifierResult scored(Estimator<?, ?> classifier, Table training)
            throws Exception {
        List<Row> rows = KeptTable.rows(classifier.fit(training).transform(test.table(env))[0]);
        return ClassifierResult.of(
                "scored", rows, LABEL, row -> row.<DenseVector>getFieldAs("rawPrediction").get(0));
    }

    private static ClassifierResult classes(Estimator<?, ?> classifier) throws Exception {
        List<Row> rows =
                KeptTable.rows(classifier.fit(train.table(env)).transform(test.table(env))[0]);
        return ClassifierResult.ofClasses("classes", rows, LABEL);
    }
}
