package io.flinklab.serving;

import static org.assertj.core.api.Assertions.assertThat;

import io.flinklab.churn.Churn;
import io.flinklab.features.FittedPipeline;
import io.flinklab.features.SamplePipelines;
import io.flinklab.features.UnseenCategory;
import io.flinklab.serving.ModelGate.Verdict;
import io.flinklab.store.GoldenScore;
import io.flinklab.store.ModelFormat;
import io.flinklab.store.ModelStore;
import io.flinklab.store.StoreFixture;
import io.flinklab.store.StoredModel;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The fixture's models say of themselves: auroc 1/3, accuracy 0.8095. */
class ModelGateTest {
    private static final FittedPipeline PIPELINE = SamplePipelines.tuned(UnseenCategory.ERROR);

    @TempDir Path store;

    @Test
    void shouldAdmitAModelThatScoresItsGoldenScoresAndReachesItsBounds() {
        StoredModel model = publish(Gates.goldenScores(PIPELINE, 1e-13));

        Verdict verdict = Gates.with("auroc>=0.3", "accuracy<=0.8095").judge(model);

        assertThat(verdict).isInstanceOf(Verdict.Admitted.class);
        Verdict.Admitted admitted = (Verdict.Admitted) verdict;
        assertThat(admitted.model()).isEqualTo(model);
        assertThat(admitted.scorer().score(Customers.anna()))
                .isEqualTo(Scorer.of(Churn.SCHEMA, PIPELINE).score(Customers.anna()));
    }

    @Test
    void shouldAdmitAModelWithoutGoldenScores() {
        assertThat(Gates.with().judge(publish(List.of()))).isInstanceOf(Verdict.Admitted.class);
    }

    @Test
    void shouldRefuseAModelThatScoresItsGoldenScoresOtherwise() {
        GoldenScore wrong = Gates.goldenScores(PIPELINE, 1e-11).get(1);
        StoredModel model = publish(List.of(Gates.goldenScores(PIPELINE, 0).get(0), wrong));

        assertThat(reason(Gates.with(), model))
                .contains("golden score 2 of 2", "expected score " + wrong.score(), "found 0.");
    }

    @Test
    void shouldRefuseAModelThatCannotScoreItsGoldenScores() {
        GoldenScore italian =
                GoldenScore.of(Churn.SCHEMA, Customers.from("Italy", "Female", 30), 0.5);

        assertThat(reason(Gates.with(), publish(List.of(italian))))
                .contains("golden score 1", "Italy");
    }

    @Test
    void shouldRefuseAModelBelowABound() {
        StoredModel model = publish(List.of());

        assertThat(reason(Gates.with("auroc>=0.8"), model))
                .isEqualTo("expected auroc>=0.8; found auroc 0.3333333333333333");
        assertThat(reason(Gates.with("auroc>=0.3", "accuracy<=0.8"), model))
                .isEqualTo("expected accuracy<=0.8; found accuracy 0.8095");
    }

    @Test
    void shouldRefuseABoundOfAMetricThatTheManifestLacks() {
        assertThat(reason(Gates.with("luck>=0.8"), publish(List.of())))
                .contains("luck>=0.8", "no such metric", "auroc", "accuracy");
    }

    @Test
    void shouldCloseTheScorerOfARefusedModelAndLeaveAnAdmittedOneOpen() {
        TrackedRuntime runtime = new TrackedRuntime();
        StoredModel model = publish(List.of());

        Verdict admitted = new ModelGate(List.of(), runtime).judge(model);

        assertThat(runtime.closed("v000001")).isZero();
        ((Verdict.Admitted) admitted).scorer().close();
        new ModelGate(List.of(MetricBound.parse("auroc>=0.8")), runtime).judge(model);
        assertThat(runtime.closed("v000001")).isEqualTo(2);
    }

    @Test
    void shouldRefuseAModelThatItsRuntimeDoesNotRun() {
        StoredModel model =
                StoreFixture.publish(
                        ModelStore.at(store), ModelFormat.ONNX, new byte[] {1, 2, 3}, List.of());

        assertThat(reason(Gates.with(), model))
                .isEqualTo(
                        "it cannot score: Expected a fitted pipeline; found v000001, which is"
                                + " onnx.");
    }

    private StoredModel publish(List<GoldenScore> goldenScores) {
        return StoreFixture.publish(ModelStore.at(store), PIPELINE, goldenScores);
    }

    private static String reason(ModelGate gate, StoredModel model) {
        Verdict verdict = gate.judge(model);
        assertThat(verdict).isInstanceOf(Verdict.Refused.class);
        Verdict.Refused refused = (Verdict.Refused) verdict;
        assertThat(refused.version()).isEqualTo("v000001");
        return refused.reason();
    }
}
