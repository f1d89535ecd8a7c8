package io.flinklab.lesson;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.flinklab.app.EmbeddedCluster;
import io.flinklab.app.LabelledData;
import io.flinklab.app.LabelledScores;
import io.flinklab.app.ModelTraining;
import io.flinklab.data.Column;
import io.flinklab.data.Missing;
import io.flinklab.data.NumberRange;
import io.flinklab.data.Schema;
import io.flinklab.data.Split;
import io.flinklab.data.inference.InferredSchema;
import io.flinklab.evaluation.Evaluation;
import io.flinklab.evaluation.ThresholdCost;
import io.flinklab.features.UnseenCategory;
import io.flinklab.serving.Scorer;
import io.flinklab.store.ModelStore;
import io.flinklab.training.Recipe;
import io.flinklab.training.TrainingOptions;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The answers that the exercises of notebook 10 promise. */
class OwnDataAnswersIT {
    private static final Path GERMAN_CREDIT = Path.of("target/data/german-credit.csv");
    private static final TrainingOptions HASHED =
            new TrainingOptions(Split.Method.HASH, 42, 1, UnseenCategory.KEEP);
    private static final Column SORTED = new Column.Ignored("personal_status_and_sex");
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
    void shouldLoseLittleWithoutTheAge() throws Exception {
        assertThat(measured(edited(), HASHED).auroc()).isCloseTo(.7556, within(.00005));
        assertThat(measured(edited().with(new Column.Ignored("age_in_years")), HASHED).auroc())
                .isCloseTo(.7522, within(.00005));
    }

    @Test
    void shouldPayForEachWrongPredictionWhereBothCostTheSame() throws Exception {
        Evaluation evaluation = measured(edited(), HASHED);
        ThresholdCost cost = new ThresholdCost(1, 1);

        assertThat(cost.calibratedThreshold()).isEqualTo(.5);
        assertThat(cost.expected(evaluation).cost())
                .isCloseTo(1 - evaluation.accuracy(), within(1e-12));
    }

    @Test
    void shouldLearnNothingFromTheSortedColumn() throws Exception {
        Schema schema = inferred();

        assertThat(measured(schema, TrainingOptions.DEFAULT).auroc())
                .isCloseTo(.8148, within(.00005));
        assertThat(measured(schema.with(SORTED), TrainingOptions.DEFAULT).auroc())
                .isCloseTo(.8147, within(.00005));
        int position = schema.category("personal_status_and_sex");
        assertThat(read(schema, TrainingOptions.DEFAULT).test())
                .extracting(applicant -> applicant.text(position))
                .containsOnly("male : single", "male : married/widowed");
    }

    private Evaluation measured(Schema schema, TrainingOptions options) throws Exception {
        LabelledData rows = read(schema, options);
        ModelStore store = ModelStore.at(directory.resolve("store"));
        Scorer scorer =
                Scorer.of(
                        new ModelTraining(cluster).publish(rows, Recipe.CONVERGED, options, store));
        return LabelledScores.of(scorer, rows.test()).evaluation();
    }

    private static LabelledData read(Schema schema, TrainingOptions options) {
        return LabelledData.read(GERMAN_CREDIT, schema, options);
    }

    private static Schema inferred() {
        return InferredSchema.of(
                        GERMAN_CREDIT,
                        InferredSchema.Options.label("creditability").withPositive("bad"))
                .schema();
    }

    /** The schema that the notebook trains with. */
    private static Schema edited() {
        return inferred()
                .with(SORTED)
                .with(new Column.Ignored("foreign_worker"))
                .with(
                        new Column.Category(
                                "installment_rate_in_percentage_of_disposable_income",
                                List.of("1", "2", "3", "4"),
                                Missing.REFUSED))
                .with(
                        new Column.Number(
                                "present_residence_since",
                                NumberRange.whole(0, 100),
                                Missing.as(Missing.Policy.MEDIAN)));
    }
}
