package io.flinklab.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.flinklab.churn.Churn;
import io.flinklab.data.Example;
import io.flinklab.data.Schema;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.flink.ml.api.Stage;
import org.apache.flink.ml.feature.imputer.Imputer;
import org.apache.flink.ml.feature.minmaxscaler.MinMaxScaler;
import org.apache.flink.ml.feature.standardscaler.StandardScaler;
import org.apache.flink.ml.feature.stringindexer.StringIndexer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FeatureFitTest {
    /** As many women as men would make constant products, whose deviation is rounding alone. */
    private static final List<Example> TRAIN = People.varied(3, 2, 4).subList(0, 53);

    @ParameterizedTest
    @ValueSource(strings = {"converged", "tuned", "network"})
    void shouldFitPartsOfTheRowsAsTheWhole(String recipe) {
        FeatureFit fit = FeatureFit.of(Churn.SCHEMA, stages(recipe)).orElseThrow();

        Map<Integer, FittedStage> inParts = fit.start();
        while (!fit.isDone(inParts)) {
            FeaturePass sum = fit.pass(inParts);
            for (int from = 0; from < TRAIN.size(); from += 7) {
                FeaturePass part = fit.pass(inParts);
                TRAIN.subList(from, Math.min(from + 7, TRAIN.size()))
                        .forEach(each -> add(each, part));
                sum.merge(part.toBytes());
            }
            inParts = sum.fitted();
        }

        assertThat(fit.isMergeable()).isTrue();
        assertThat(List.copyOf(inParts.values()))
                .usingRecursiveComparison()
                .withComparatorForType(FeatureFitTest::nearly, Double.class)
                .isEqualTo(fit.fit(TRAIN));
    }

    private static int nearly(Double left, Double right) {
        return Math.abs(left - right) <= 1e-12 * Math.max(1, Math.abs(right))
                ? 0
                : Double.compare(left, right);
    }

    private static void add(Example example, FeaturePass pass) {
        pass.add(example.sharedNumbers(), example.sharedTexts());
    }

    /** One more pass than there are estimators that wait for each other. */
    @ParameterizedTest
    @CsvSource({"converged, 2", "tuned, 4", "network, 3"})
    void shouldPassOverTheRowsAsOftenAsStagesDependOnEachOther(String recipe, int passes) {
        FeatureFit fit = FeatureFit.of(Churn.SCHEMA, stages(recipe)).orElseThrow();
        Map<Integer, FittedStage> fitted = fit.start();

        int made = 0;
        while (!fit.isDone(fitted)) {
            FeaturePass pass = fit.pass(fitted);
            TRAIN.forEach(each -> add(each, pass));
            fitted = pass.fitted();
            made++;
        }

        assertThat(made).isEqualTo(passes);
    }

    @Test
    void shouldStandardiseTheFeaturesItWasFittedTo() {
        List<FittedStage> fitted =
                FeatureFit.of(Churn.SCHEMA, stages("tuned")).orElseThrow().fit(TRAIN);
        FeatureEncoder encoder = new FeatureEncoder(Churn.SCHEMA, fitted);

        double[] sums = new double[109];
        for (Example each : TRAIN) {
            FeatureVector features = encoder.encode(each.sharedNumbers(), each.sharedTexts());
            for (int k = 0; k < features.count(); k++) {
                sums[features.index(k)] += features.value(k);
            }
        }

        assertThat(sums).hasSize(109);
        for (double sum : sums) {
            assertThat(sum).isCloseTo(0, within(1e-9));
        }
    }

    /** A vector of all categories would take 16 KB. */
    @Test
    void shouldKeepTheFeaturesOfManyCategoriesSparse() {
        FeaturePlan plan = new OneHotFeatures();
        List<Example> wide =
                IntStream.range(0, 2000)
                        .mapToObj(i -> TRAIN.get(i % TRAIN.size()).withText(0, "Country " + i))
                        .toList();

        List<FittedStage> fitted =
                FeatureFit.of(
                                Churn.SCHEMA,
                                plan.stages(
                                        plan.vocabulary(Churn.SCHEMA, wide), UnseenCategory.KEEP))
                        .orElseThrow()
                        .fit(wide);
        FeatureEncoder encoder = new FeatureEncoder(Churn.SCHEMA, fitted);

        for (Example each : wide) {
            FeatureVector features = encoder.encode(each.sharedNumbers(), each.sharedTexts());
            assertThat(features.size()).isEqualTo(2010);
            assertThat(features.isDense()).isFalse();
            assertThat(features.count()).isEqualTo(10);
        }
    }

    @Test
    void shouldLeaveStagesToFlinkMlThatItDoesNotKnow() {
        Stage<?> frequent =
                new StringIndexer()
                        .setInputCols("Geography")
                        .setOutputCols("Country")
                        .setStringOrderType("frequencyDesc");
        Stage<?> unknown = new MinMaxScaler().setInputCol("Vector").setOutputCol("Scaled");
        Stage<?> ofFlinkMl = new Imputer().setInputCols("Age").setOutputCols("AgeKnown");
        Stage<?> ofOwnClass = new StandardScaler() {}.setInputCol("Vector").setOutputCol("Scaled");

        for (Stage<?> stage : List.of(frequent, unknown, ofFlinkMl, ofOwnClass)) {
            List<Stage<?>> stages = List.of(new Assembly().numbers("Age").into("Vector"), stage);

            assertThat(FeatureFit.of(Churn.SCHEMA, stages)).as(stage.toString()).isEmpty();
        }
    }

    @Test
    void shouldLeaveColumnsToFlinkMlThatItDoesNotKnow() {
        Stage<?> ofTheLabel = new Assembly().numbers("Exited").into("Vector");
        Stage<?> ofText = new Assembly().numbers("Geography").into("Vector");
        Stage<?> twice = new Assembly().numbers("Age").into("Balance");

        for (Stage<?> stage : List.of(ofTheLabel, ofText, twice)) {
            assertThat(FeatureFit.of(Churn.SCHEMA, List.of(stage))).isEmpty();
        }
    }

    @Test
    void shouldSayThatASampleHasNoParts() {
        Stage<?> bins = stages("naive-bayes").get(2);

        FeatureFit fit = FeatureFit.of(Churn.SCHEMA, stages("naive-bayes")).orElseThrow();

        assertThat(bins.getClass().getSimpleName()).isEqualTo("KBinsDiscretizer");
        assertThat(fit.isMergeable()).isFalse();
        assertThat(fit.fit(TRAIN)).hasSize(4);
    }

    @Test
    void shouldRefuseRowsThatDoNotFit() {
        Schema schema = Churn.SCHEMA;
        FeatureFit fit = FeatureFit.of(schema, stages("converged")).orElseThrow();
        List<Example> gap = List.of(TRAIN.get(0).withNumber(1, Double.NaN));

        assertThatThrownBy(() -> fit.fit(List.of())).hasMessageContaining("at least one example");
        assertThatThrownBy(() -> fit.fit(gap)).hasMessageContaining("Age: expected a number");
    }

    private static List<Stage<?>> stages(String recipe) {
        FeaturePlan plan = Churn.recipe(recipe).features();
        return plan.stages(plan.vocabulary(Churn.SCHEMA, TRAIN), UnseenCategory.KEEP);
    }
}
