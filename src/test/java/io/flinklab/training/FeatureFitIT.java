package io.flinklab.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.flinklab.app.Lab;
import io.flinklab.app.TestData;
import io.flinklab.churn.Churn;
import io.flinklab.data.Column;
import io.flinklab.data.Example;
import io.flinklab.data.Missing;
import io.flinklab.data.Missing.Policy;
import io.flinklab.data.Schema;
import io.flinklab.data.flink.ExampleRows;
import io.flinklab.features.BucketedFeatures;
import io.flinklab.features.FeatureEncoder;
import io.flinklab.features.FeatureFit;
import io.flinklab.features.FeaturePlan;
import io.flinklab.features.FeatureVector;
import io.flinklab.features.FittedStage;
import io.flinklab.features.OneHotFeatures;
import io.flinklab.features.UnseenCategory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.flink.ml.api.Stage;
import org.apache.flink.ml.builder.PipelineModel;
import org.apache.flink.ml.feature.bucketizer.Bucketizer;
import org.apache.flink.ml.feature.interaction.Interaction;
import org.apache.flink.ml.feature.kbinsdiscretizer.KBinsDiscretizer;
import org.apache.flink.ml.feature.kbinsdiscretizer.KBinsDiscretizerParams;
import org.apache.flink.ml.feature.onehotencoder.OneHotEncoder;
import org.apache.flink.ml.feature.polynomialexpansion.PolynomialExpansion;
import org.apache.flink.ml.feature.standardscaler.StandardScaler;
import org.apache.flink.ml.feature.stringindexer.StringIndexer;
import org.apache.flink.ml.feature.stringindexer.StringIndexerParams;
import org.apache.flink.ml.feature.vectorassembler.VectorAssembler;
import org.apache.flink.ml.linalg.Vector;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.types.Row;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Stages fitted in plain Java are those that Flink ML fits, and make the same features. */
class FeatureFitIT {
    @RegisterExtension static final Lab LAB = new Lab();

    private static final List<Example> CUSTOMERS = TestData.SHIPPED.customers().subList(0, 2500);

    /** What is fitted, and to what. */
    enum Case {
        CONVERGED(Churn.SCHEMA, CUSTOMERS, new OneHotFeatures()),
        TUNED(Churn.SCHEMA, CUSTOMERS, Churn.TUNED.features()),
        NETWORK(Churn.SCHEMA, CUSTOMERS, Churn.NETWORK.features()),
        NAIVE_BAYES(Churn.SCHEMA, CUSTOMERS, new BucketedFeatures()),
        IMPUTED(withGaps(Churn.SCHEMA), withGaps(CUSTOMERS), new OneHotFeatures()),
        IMPUTED_IN_BINS(withGaps(Churn.SCHEMA), withGaps(CUSTOMERS), new BucketedFeatures()),
        CONSTANT(Churn.SCHEMA, withBalance(CUSTOMERS, 0.1 + 0.7), new OneHotFeatures()),
        OTHER_OPTIONS(Churn.SCHEMA, CUSTOMERS, null);

        private final Schema schema;
        private final List<Example> examples;
        private final FeaturePlan plan;

        Case(Schema schema, List<Example> examples, FeaturePlan plan) {
            this.schema = schema;
            this.examples = examples;
            this.plan = plan;
        }

        List<Stage<?>> stages() {
            return plan == null
                    ? otherOptions()
                    : plan.stages(plan.vocabulary(schema, examples), UnseenCategory.KEEP);
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldFitTheStagesThatFlinkMlFits(Case its) throws Exception {
        Path directory = LAB.newDirectory().resolve("pipeline");
        List<Stage<?>> stages = its.stages();
        List<Vector> vectors = new ArrayList<>();
        StreamExecutionEnvironment environment = LAB.cluster().environment();
        PipelineFit.Features byFlink =
                PipelineFit.features(
                        environment.fromCollection(
                                its.examples.stream()
                                        .map(new ExampleRows(its.schema)::toRow)
                                        .toList(),
                                new ExampleRows(its.schema).type()),
                        stages);
        new PipelineModel(byFlink.stages()).save(directory.toString());
        for (Row row : byFlink.rows().executeAndCollect(its.examples.size() + 1)) {
            vectors.add(row.getFieldAs(FeaturePlan.FEATURES));
        }

        List<FittedStage> fitted =
                FeatureFit.of(its.schema, stages).orElseThrow().fit(its.examples);

        assertThat(fitted)
                .containsExactlyElementsOf(new SavedPipeline(directory, stages.size()).stages());
        FeatureEncoder encoder = new FeatureEncoder(its.schema, fitted);
        Iterator<Vector> expected = vectors.iterator();
        for (Example example : its.examples) {
            FeatureVector features = encoder.encode(example.sharedNumbers(), example.sharedTexts());
            if (features != null) {
                assertThat(values(features)).isEqualTo(expected.next().toArray());
            }
        }
        assertThat(expected).isExhausted();
    }

    private static double[] values(FeatureVector vector) {
        double[] values = new double[vector.size()];
        for (int k = 0; k < vector.count(); k++) {
            values[vector.index(k)] = vector.value(k);
        }
        return values;
    }

    /** Each stage with options that no plan has. */
    private static List<Stage<?>> otherOptions() {
        return List.of(
                new StringIndexer()
                        .setInputCols("Geography", "Tenure")
                        .setOutputCols("Country", "Years")
                        .setStringOrderType(StringIndexerParams.ALPHABET_DESC_ORDER),
                new Bucketizer()
                        .setInputCols("Age")
                        .setOutputCols("AgeBin")
                        .setSplitsArray(new Double[][] {{18.0, 30.5, 45.0, 60.0}})
                        .setHandleInvalid(Bucketizer.SKIP_INVALID),
                new OneHotEncoder()
                        .setInputCols("Country")
                        .setOutputCols("CountryVec")
                        .setDropLast(false),
                new OneHotEncoder().setInputCols("AgeBin").setOutputCols("AgeVec"),
                new VectorAssembler()
                        .setInputCols("Balance", "EstimatedSalary", "CreditScore")
                        .setInputSizes(1, 1, 1)
                        .setOutputCol("Amounts"),
                new KBinsDiscretizer()
                        .setStrategy(KBinsDiscretizerParams.QUANTILE)
                        .setNumBins(7)
                        .setSubSamples(500)
                        .setInputCol("Amounts")
                        .setOutputCol("AmountBins"),
                new StandardScaler().setInputCol("AmountBins").setOutputCol("Scaled"),
                new PolynomialExpansion().setInputCol("Scaled").setOutputCol("Powers").setDegree(3),
                new Interaction()
                        .setInputCols("Scaled", "Years", "CountryVec")
                        .setOutputCol("Cells"),
                new VectorAssembler()
                        .setInputCols("Cells", "Powers", "Years", "AgeVec")
                        .setInputSizes(9, 19, 1, 2)
                        .setOutputCol("Joined"),
                new StandardScaler()
                        .setWithMean(true)
                        .setWithStd(false)
                        .setInputCol("Joined")
                        .setOutputCol(FeaturePlan.FEATURES));
    }

    private static Schema withGaps(Schema schema) {
        return schema.with(number(schema, "Age", Policy.MEAN))
                .with(number(schema, "Tenure", Policy.MEAN))
                .with(number(schema, "Balance", Policy.MEDIAN))
                .with(number(schema, "NumOfProducts", Policy.MOST_FREQUENT))
                .with(new Column.Flag("HasCrCard", Missing.as(Policy.MOST_FREQUENT)))
                .with(new Column.Category("Geography", List.of(), Missing.as(Policy.MOST_FREQUENT)))
                .with(new Column.Category("Gender", List.of(), Missing.as(Policy.CATEGORY)));
    }

    private static Column number(Schema schema, String name, Policy policy) {
        Column.Numeric column = schema.numbers().get(schema.number(name));
        return new Column.Number(name, column.range(), Missing.as(policy));
    }

    private static List<Example> withGaps(List<Example> customers) {
        return IntStream.range(0, customers.size())
                .mapToObj(i -> withGaps(customers.get(i), i))
                .toList();
    }

    private static Example withGaps(Example customer, int row) {
        Example gaps = customer;
        for (String name : List.of("Age", "Tenure", "Balance", "NumOfProducts", "HasCrCard")) {
            int column = Churn.SCHEMA.number(name);
            gaps = row % (column + 3) == 0 ? gaps.withNumber(column, Double.NaN) : gaps;
        }
        gaps = row % 11 == 0 ? gaps.withText(0, Column.Category.MISSING) : gaps;
        return row % 13 == 0 ? gaps.withText(1, Column.Category.MISSING) : gaps;
    }

    private static List<Example> withBalance(List<Example> customers, double balance) {
        return customers.stream()
                .map(each -> each.withNumber(Churn.SCHEMA.number("Balance"), balance))
                .toList();
    }
}
