package io.flinklab.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.flinklab.churn.Churn;
import io.flinklab.churn.CustomerGenerator;
import io.flinklab.churn.CustomerShift;
import io.flinklab.data.Dataset;
import io.flinklab.data.Example;
import io.flinklab.data.LeftOut;
import io.flinklab.data.PackedExamples;
import io.flinklab.data.Split;
import io.flinklab.data.synthetic.DriftSchedule;
import io.flinklab.evaluation.Bootstrap;
import io.flinklab.evaluation.Evaluation;
import io.flinklab.features.UnseenCategory;
import io.flinklab.online.PromotionRule;
import io.flinklab.serving.Scorer;
import io.flinklab.serving.ScoringRuntime;
import io.flinklab.store.Decision;
import io.flinklab.store.Decision.Action;
import io.flinklab.store.ModelStore;
import io.flinklab.store.StoredModel;
import io.flinklab.training.Recipe;
import io.flinklab.training.TrainingOptions;
import io.flinklab.tuning.Metric;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * What the loop is for: a challenge every 500 labelled rows, trained on the 2,000 before the newest
 * 500, judged on those.
 */
class RetrainLoopIT {
    private static final int LAST = 2000;
    private static final int NEWEST = 500;
    private static final int CHANGE = LAST + NEWEST;
    private static final TrainingOptions OPTIONS =
            new TrainingOptions(Split.Method.WINDOW, 1, 1, UnseenCategory.KEEP);
    private static final PromotionRule RULE =
            new PromotionRule(Metric.AUROC, 0, List.of(), 500, 50, new Bootstrap(500, 1, 0.95));

    @RegisterExtension static final Lab LAB = new Lab();

    private ModelStore store;

    @BeforeEach
    void train() throws Exception {
        store = ModelStore.at(LAB.newDirectory().resolve("models"));
        publish(store, window(customers(7, CHANGE, CHANGE)));
        store.holdChampion();
    }

    /** The loss is against a model that knows the new customers alone, which is the better one. */
    @Test
    void shouldRestoreNineTenthsOfWhatADriftTookWithin2000Labels() throws Exception {
        List<Example> stream = customers(7, CHANGE, CHANGE + 2000);
        List<Example> before = customers(8, 4000, 4000);
        List<Example> after = customers(8, 0, 4000);
        double usual = auroc(store, before);
        double fallen = auroc(store, after);
        ModelStore other = ModelStore.at(LAB.newDirectory().resolve("models"));
        publish(other, window(customers(10, 0, CHANGE)));
        double best = auroc(other, after);

        List<Action> actions = new ArrayList<>();
        for (int labels = CHANGE + 500; labels <= CHANGE + 2000; labels += 500) {
            LabelledData rows = window(stream.subList(0, labels));
            actions.add(challenge(rows, rows).action());
        }

        assertThat(fallen).isLessThan(usual - 0.08).isLessThan(best - 0.08);
        assertThat(actions).startsWith(Action.KEEP).endsWith(Action.PROMOTE);
        double restored = auroc(store, after) - fallen;
        assertThat(restored / (Math.max(usual, best) - fallen)).isGreaterThan(0.9);
    }

    /** Each run has its own customers, none of whom changes, and one challenge. */
    @Test
    void shouldPromoteAtMostOneOf20ChallengersWithoutADrift() throws Exception {
        List<Action> actions = new ArrayList<>();
        for (int run = 0; run < 20; run++) {
            LabelledData rows = window(customers(100 + run, CHANGE, CHANGE));
            actions.add(challenge(rows, rows).action());
            store.pin("v000001");
        }

        assertThat(actions).filteredOn(Action.PROMOTE::equals).hasSizeLessThanOrEqualTo(1);
        assertThat(store.decisions())
                .filteredOn(Decision::isOfChallenge)
                .allSatisfy(each -> assertThat(each.figures()).containsEntry("rows", 500.0));
    }

    @Test
    void shouldRefuseAChallengerThatLearnedTheOpposite() throws Exception {
        LabelledData rows = window(customers(9, CHANGE, CHANGE));
        List<Example> opposite =
                customers(9, CHANGE, CHANGE).stream()
                        .map(each -> each.withLabel(1 - each.label()))
                        .toList();

        Decision decision = challenge(rows, window(opposite));

        assertThat(decision.action()).isEqualTo(Action.KEEP);
        assertThat(decision.figures().get("challenger")).isLessThan(0.5);
        assertThat(decision.reason()).contains("is not above the margin");
        assertThat(store.current()).isEqualTo("v000001");
        assertThat(store.versions()).hasSize(2);
    }

    private Decision challenge(LabelledData judged, LabelledData trained) throws Exception {
        return new Challenge(store, RULE, ScoringRuntime.PLAIN)
                .run(
                        judged,
                        champion -> publish(store, trained),
                        new Challenge.Occasion("500 new labelled rows", Map.of()));
    }

    private static StoredModel publish(ModelStore store, LabelledData rows) throws Exception {
        return new ModelTraining(LAB.cluster()).publish(rows, Recipe.CONVERGED, OPTIONS, store);
    }

    private static double auroc(ModelStore store, List<Example> customers) {
        try (Scorer scorer = Scorer.of(store.open())) {
            return Evaluation.of(
                            LabelledScores.labels(customers),
                            LabelledScores.each(scorer, customers))
                    .auroc();
        }
    }

    /** Customers of whom those from a row on leave for other reasons. */
    private static List<Example> customers(long seed, int change, int rows) {
        return new CustomerGenerator(seed)
                .shifted(CustomerShift.CONCEPT, DriftSchedule.sudden(change))
                .examples(rows)
                .toList();
    }

    private static LabelledData window(List<Example> rows) {
        PackedExamples packed = new PackedExamples(Churn.SCHEMA);
        packed.addAll(rows);
        Dataset data =
                new Dataset(
                        Churn.SCHEMA,
                        packed,
                        List.of(),
                        List.of("customers"),
                        "ab".repeat(32),
                        new LeftOut("customers"),
                        List.of());
        return LabelledData.window("customers", data, LAST, NEWEST);
    }
}
