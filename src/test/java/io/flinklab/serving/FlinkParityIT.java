package io.flinklab.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.flinklab.churn.Churn;
import io.flinklab.data.Example;
import io.flinklab.features.FittedPipeline;
import io.flinklab.features.FittedStage;
import io.flinklab.features.Predictor;
import io.flinklab.features.SamplePipelines;
import io.flinklab.features.UnseenCategory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.typeutils.RowTypeInfo;
import org.apache.flink.ml.linalg.DenseVector;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.Table;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.types.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The scorer against Flink ML's own stages with the same values. */
class FlinkParityIT {
    private final StreamExecutionEnvironment env =
            StreamExecutionEnvironment.getExecutionEnvironment().setParallelism(1);
    private final StreamTableEnvironment tables = StreamTableEnvironment.create(env);
    private final FlinkStages flinkStages = new FlinkStages(tables, env::fromCollection);

    static Stream<FittedPipeline> pipelines() {
        return Stream.concat(
                CompiledPipelineTest.pipelines(),
                Stream.of(
                        SamplePipelines.reference(UnseenCategory.SKIP),
                        SamplePipelines.tuned(UnseenCategory.SKIP)));
    }

    @ParameterizedTest
    @MethodSource("pipelines")
    void shouldScoreEveryCustomerAsFlinkMlDoes(FittedPipeline sample) throws Exception {
        FittedPipeline pipeline = withoutIntercept(sample);
        boolean interacts = pipeline.stages().stream().anyMatch(this::isInteraction);
        boolean skips = pipeline.stages().get(0).toString().contains("SKIP");
        shouldScoreAsFlinkMlDoes(pipeline, Customers.random(400, skips || !interacts));
    }

    /** In seven elements many columns meet. */
    @ParameterizedTest
    @ValueSource(ints = {7, 1 << 18})
    void shouldHashAsFlinkMlDoes(int size) throws Exception {
        shouldScoreAsFlinkMlDoes(
                withoutIntercept(SamplePipelines.hashed(size)), Customers.random(400, true));
    }

    static Stream<FittedPipeline> imputingPipelines() {
        return Stream.of(SamplePipelines.imputed(), SamplePipelines.imputedAndMarked());
    }

    @ParameterizedTest
    @MethodSource("imputingPipelines")
    void shouldImputeMissingNumbersAsFlinkMlDoes(FittedPipeline pipeline) throws Exception {
        shouldScoreAsFlinkMlDoes(
                withoutIntercept(pipeline),
                SamplePipelines.withMissingNumbers(Customers.random(400, true)));
    }

    static Stream<FittedPipeline> predictors() {
        return Stream.of(
                SamplePipelines.supportVectors(),
                SamplePipelines.naiveBayes(),
                SamplePipelines.segments(Predictor.KMeans.Distance.COSINE));
    }

    @ParameterizedTest
    @MethodSource("predictors")
    void shouldPredictAsFlinkMlDoes(FittedPipeline pipeline) throws Exception {
        // None with an unseen country: on such a row Flink ML's naive Bayes fails.
        List<Example> customers = Customers.random(400, false);
        Scorer scorer = Scorer.of(Churn.SCHEMA, pipeline);

        List<Row> rows = flinkRows(pipeline, customers);

        assertThat(rows).hasSameSizeAs(customers);
        assertThat(rows.stream().map(row -> row.getField("prediction")).distinct())
                .hasSizeGreaterThan(1);
        for (Row row : rows) {
            Example customer = customers.get(row.<Long>getFieldAs("RowNumber").intValue());
            assertThat(scorer.predict(customer).orElseThrow().prediction())
                    .isEqualTo(row.<Number>getFieldAs("prediction").intValue());
        }
    }

    private void shouldScoreAsFlinkMlDoes(FittedPipeline pipeline, List<Example> customers)
            throws Exception {

        Map<Long, Double> expected = flinkScores(pipeline, customers);
        Scores scores = Scorer.of(Churn.SCHEMA, pipeline).score(customers);

        assertThat(expected).hasSize(scores.size() - scores.skipped()).isNotEmpty();
        for (int i = 0; i < customers.size(); i++) {
            Double score = expected.get((long) i);
            assertThat(scores.isSkipped(i)).isEqualTo(score == null);
            if (score != null) {
                assertThat(scores.get(i)).isCloseTo(score, within(1e-12));
            }
        }
    }

    @Test
    void shouldScoreAnUnseenCategoryOnWhichFlinkMlsInteractionFails() {
        FittedPipeline pipeline = withoutIntercept(SamplePipelines.tuned(UnseenCategory.KEEP));
        Example stranger = Customers.from("Italy", "Unknown", 40);

        assertThatThrownBy(() -> flinkScores(pipeline, List.of(stranger)))
                .hasStackTraceContaining("ArithmeticException: / by zero");
        assertThat(Scorer.of(Churn.SCHEMA, pipeline).score(stranger)).isBetween(0.0, 1.0);
    }

    private Map<Long, Double> flinkScores(FittedPipeline pipeline, List<Example> customers)
            throws Exception {
        Map<Long, Double> scores = new HashMap<>();
        for (Row row : flinkRows(pipeline, customers)) {
            DenseVector probabilities = row.getFieldAs("rawPrediction");
            scores.put(row.getFieldAs("RowNumber"), probabilities.get(1));
        }
        return scores;
    }

    private List<Row> flinkRows(FittedPipeline pipeline, List<Example> customers) throws Exception {
        Table table = tables.fromDataStream(rows(customers));
        for (FittedStage stage : pipeline.stages()) {
            table = flinkStages.of(stage).transform(table)[0];
        }
        return tables.toDataStream(table).executeAndCollect(customers.size() + 1);
    }

    private DataStream<Row> rows(List<Example> customers) {
        List<String> names = new ArrayList<>(List.of("RowNumber"));
        names.addAll(Churn.SCHEMA.categoryNames());
        names.addAll(Churn.SCHEMA.numberNames());
        List<TypeInformation<?>> types = new ArrayList<>(List.of(Types.LONG));
        Churn.SCHEMA.categoryNames().forEach(name -> types.add(Types.STRING));
        Churn.SCHEMA.numberNames().forEach(name -> types.add(Types.DOUBLE));
        RowTypeInfo type =
                new RowTypeInfo(
                        types.toArray(TypeInformation<?>[]::new), names.toArray(String[]::new));
        return env.fromCollection(
                IntStream.range(0, customers.size())
                        .mapToObj(i -> row(i, customers.get(i)))
                        .toList(),
                type);
    }

    private static Row row(long position, Example customer) {
        double[] numbers = new double[Churn.SCHEMA.numberNames().size()];
        customer.copyNumbers(numbers);
        Row row = new Row(3 + numbers.length);
        row.setField(0, position);
        row.setField(1, customer.text(0));
        row.setField(2, customer.text(1));
        for (int i = 0; i < numbers.length; i++) {
            row.setField(3 + i, numbers[i]);
        }
        return row;
    }

    private boolean isInteraction(FittedStage stage) {
        return stage instanceof FittedStage.Interaction;
    }

    /** Flink ML's logistic regression has none. */
    private static FittedPipeline withoutIntercept(FittedPipeline pipeline) {
        FittedStage.LogisticRegression classifier = pipeline.classifier();
        List<FittedStage> stages = new ArrayList<>(pipeline.stages());
        stages.set(
                stages.size() - 1,
                new FittedStage.LogisticRegression(
                        classifier.input(), classifier.coefficients(), 0, classifier.threshold()));
        return new FittedPipeline(stages);
    }
}
