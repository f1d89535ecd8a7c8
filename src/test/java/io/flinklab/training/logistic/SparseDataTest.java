package io.flinklab.training.logistic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.flinklab.data.Example;
import io.flinklab.features.FeatureEncoder;
import io.flinklab.features.FeatureFit;
import io.flinklab.features.FeaturePlan;
import io.flinklab.features.FittedStage;
import io.flinklab.features.UnseenCategory;
import io.flinklab.kit.Allocated;
import io.flinklab.kit.WideTable;
import io.flinklab.training.Recipe;
import io.flinklab.training.rounds.PlainRounds;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.ml.linalg.Vectors;
import org.apache.flink.types.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A category column of 10,000 values, fitted together with the model behind it. */
class SparseDataTest {
    private static final int CATEGORIES = 10_000;
    private static final int NUMBERS = 3;

    /** What a row of all features would take. */
    private static final int DENSE = Double.BYTES * (CATEGORIES + NUMBERS);

    private static final Settings SETTINGS = new Settings(1, 200, 1e-9, true, "none", "auto");

    /** Trained on it. */
    private static final List<Example> EXAMPLES = WideTable.rows(40_000, CATEGORIES, 5);

    private static String stages;
    private static LogisticModelData model;
    private static long allocated;

    @BeforeAll
    static void train() {
        FeaturePlan plan = Recipe.CONVERGED.features();
        FeatureFit fit =
                FeatureFit.of(
                                WideTable.SCHEMA,
                                plan.stages(
                                        plan.vocabulary(WideTable.SCHEMA, EXAMPLES),
                                        UnseenCategory.KEEP))
                        .orElseThrow();
        NewtonSolver solver = new NewtonSolver(SETTINGS);
        allocated =
                Allocated.bytes(
                        () ->
                                stages =
                                        PlainRounds.trainExamples(
                                                WideTable.SCHEMA,
                                                EXAMPLES,
                                                fit,
                                                WeightedRow::encoded,
                                                () -> new LogisticWorker(SETTINGS.offset()),
                                                solver,
                                                2));
        model = solver.result().get(0);
    }

    @Test
    void shouldFindTheModelOfScikitLearn() {
        JsonNode golden = Golden.sparse();
        double[] b = model.coefficients;

        assertThat(model.converged).isTrue();
        assertThat(b).hasSize(CATEGORIES + NUMBERS);
        assertThat(model.intercept).isCloseTo(golden.get("intercept").asDouble(), within(1e-7));
        for (int i = 0; i < CATEGORIES; i += 200) {
            double expected = golden.get("every200th").get(i / 200).asDouble();
            assertThat(b[i]).as(WideTable.item(i)).isCloseTo(expected, within(1e-7));
        }
        for (int i = 0; i < NUMBERS; i++) {
            double expected = golden.get("numbers").get(i).asDouble();
            assertThat(b[CATEGORIES + i]).isCloseTo(expected, within(1e-7));
        }
        double objective = golden.get("objective").asDouble();
        assertThat(model.objectives[model.iterations])
                .isCloseTo(objective, within(1e-12 * objective));
        double norm = Math.sqrt(Arrays.stream(b).map(each -> each * each).sum());
        assertThat(norm).isCloseTo(golden.get("norm").asDouble(), within(1e-7));
        assertThat(Arrays.stream(b).sum()).isCloseTo(golden.get("sum").asDouble(), within(1e-5));
    }

    /** All that training takes: most of it is the pages of rows and each bucket's gradient. */
    @Test
    void shouldAllocateAFiftiethOfARowOfAllFeaturesForEachLookAtARow() {
        double looks = (double) EXAMPLES.size() * model.objectives.length;

        assertThat(allocated / looks).isLessThan(DENSE / 50.);
    }

    @Test
    void shouldAllocateNothingForARowsFeatures() {
        FeatureEncoder encoder = new FeatureEncoder(WideTable.SCHEMA, fitted());
        WeightedRow[] row = new WeightedRow[1];
        Runnable encode =
                () -> {
                    for (Example each : EXAMPLES.subList(0, 1000)) {
                        row[0] =
                                WeightedRow.encoded(
                                        row[0],
                                        encoder.encode(each.sharedNumbers(), each.sharedTexts()),
                                        each.label());
                    }
                };
        encode.run();

        assertThat(Allocated.bytes(encode)).isLessThan(1000);
        assertThat(row[0].values).hasSize(1 + NUMBERS);
    }

    @Test
    void shouldPackARowIntoAFewBytes() throws Exception {
        FeatureEncoder encoder = new FeatureEncoder(WideTable.SCHEMA, fitted());
        Example first = EXAMPLES.get(0);
        WeightedRow row =
                WeightedRow.of(
                        encoder.encode(first.sharedNumbers(), first.sharedTexts()), first.label());
        DataOutputSerializer packed = new DataOutputSerializer(64);
        row.write(packed);

        assertThat(packed.length()).isLessThan(64);
    }

    @Test
    void shouldReadASparseVectorWithoutItsZeros() {
        WeightedRowReader reader = new WeightedRowReader("features", "label", null);
        Row row = Row.withNames();
        row.setField(
                "features",
                Vectors.sparse(CATEGORIES, new int[] {7, 9_000}, new double[] {1, -.5}));
        row.setField("label", 1.0);
        WeightedRow[] read = new WeightedRow[1];
        Runnable reading =
                () -> {
                    for (int i = 0; i < 1000; i++) {
                        read[0] = reader.map(row);
                    }
                };
        reading.run();

        assertThat(Allocated.bytes(reading) / 1000).isLessThan(DENSE / 100);
        assertThat(read[0].size).isEqualTo(CATEGORIES);
        assertThat(read[0].indices).containsExactly(7, 9_000);
        assertThat(read[0].values).containsExactly(1, -.5);
    }

    private static List<FittedStage> fitted() {
        return List.copyOf(FeatureFit.fromJson(stages).values());
    }
}
