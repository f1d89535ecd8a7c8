package io.flinklab.app;

import io.flinklab.data.DataException;
import io.flinklab.data.Example;
import io.flinklab.features.ScoreMeaning;
import io.flinklab.online.PromotionRule;
import io.flinklab.online.PromotionVerdict;
import io.flinklab.serving.ModelGate;
import io.flinklab.serving.Scorer;
import io.flinklab.serving.ScoringRuntime;
import io.flinklab.store.Decision;
import io.flinklab.store.ModelStore;
import io.flinklab.store.StoredModel;
import io.flinklab.training.TrainingException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Trains a challenger of the version in use on a window of labelled rows, judges both on the newest
 * rows, which train neither, and does what the rule says.
 *
 * <p>The champion is pinned first, so that the challenger is a version of the store that nothing
 * uses until it is promoted. A process that ends in between leaves the champion in use and at most
 * a version that nobody judged. It stays so: the challenge is due again, and trains another one.
 *
 * @param store of both
 * @param rule that decides
 * @param runtime scores with both
 */
public record Challenge(ModelStore store, PromotionRule rule, ScoringRuntime runtime) {

    /** Trains a challenger and publishes it. */
    public interface Training {
        StoredModel challenger(StoredModel champion) throws Exception;
    }

    /**
     * Why a challenge takes place.
     *
     * @param reason in words
     * @param figures for the log, beside those of the verdict
     */
    public record Occasion(String reason, Map<String, Double> figures) {}

    /** The version in use, pinned, whose scores can be judged by labels. */
    public StoredModel champion() {
        StoredModel champion = store.open(store.holdChampion());
        if (champion.manifest().training().score() == ScoreMeaning.SEGMENT) {
            throw new DataException(
                    "%s makes segments, which no label judges. Expected a version in use that scores a label."
                            .formatted(champion.version()));
        }
        return champion;
    }

    /**
     * Makes one decision, which is in the store's log when it has effect.
     *
     * @param rows the window, whose test rows judge
     */
    public Decision run(LabelledData rows, Training training, Occasion occasion) throws Exception {
        StoredModel champion = champion();
        Optional<PromotionVerdict> tooFew = rule.tooFew(LabelledScores.labels(rows.test()));
        if (tooFew.isPresent()) {
            return decide(champion, "", tooFew.get(), occasion);
        }
        try {
            StoredModel challenger = training.challenger(champion);
            PromotionVerdict verdict = judge(champion, challenger, rows.test());
            return decide(champion, challenger.version(), verdict, occasion);
        } catch (TrainingException noModel) {
            return decide(
                    Decision.keep(
                            champion.version(),
                            "",
                            occasion.reason() + ": there is no challenger: " + noModel.getMessage(),
                            occasion.figures()));
        }
    }

    private PromotionVerdict judge(
            StoredModel champion, StoredModel challenger, List<Example> rows) {
        ModelGate gate = new ModelGate(List.of(), runtime);
        try (Scorer ours = gate.require(champion);
                Scorer theirs = gate.require(challenger)) {
            return rule.judge(
                    LabelledScores.labels(rows),
                    LabelledScores.each(ours, rows),
                    LabelledScores.each(theirs, rows));
        }
    }

    private Decision decide(
            StoredModel champion, String challenger, PromotionVerdict verdict, Occasion occasion) {
        Map<String, Double> figures = new LinkedHashMap<>(verdict.figures());
        figures.putAll(occasion.figures());
        String reason = occasion.reason() + ": " + verdict.reason();
        return decide(
                verdict.promotes()
                        ? Decision.promote(champion.version(), challenger, reason, figures)
                        : Decision.keep(champion.version(), challenger, reason, figures));
    }

    private Decision decide(Decision decision) {
        synchronized (store) {
            return store.decide(decision);
        }
    }

    /** Ends this process at once, but not between a promotion's place in the log and its effect. */
    void exit() {
        synchronized (store) {
            Runtime.getRuntime().halt(0);
        }
    }
}
