package io.flinklab.online;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Recomputes the table of notebook 7, whose rows are not ours to ship. */
class ElectricityTableTest {
    private static final Path TABLE = Path.of("notebooks/electricity.csv");

    @Test
    void shouldHaveTheFiguresOfTheTable() throws IOException {
        List<LabelledVector> rows = LabelledVector.electricity();
        List<String> lines = new ArrayList<>(List.of("predictor,accuracy,kappaTemporal,auroc"));
        rules().forEach((name, rule) -> lines.add(line(name, quality(rows, rule))));
        Quality any = quality(rows, new UpdateRule.Sgd(0.1, 0));
        lines.add(baseline("majority", any.majorityAccuracy(), any.noChangeAccuracy()));
        lines.add(baseline("no change", any.noChangeAccuracy(), any.noChangeAccuracy()));

        assertThat(Files.readAllLines(TABLE)).isEqualTo(lines);
    }

    private static Map<String, UpdateRule> rules() {
        return new TreeMap<>(
                Map.of(
                        "learner (AdaGrad)", new UpdateRule.AdaGrad(0.1, 1e-8, 0),
                        "learner (FTRL)", new UpdateRule.Ftrl(0.05, 1, 0, 1),
                        "learner (SGD)", new UpdateRule.Sgd(0.1, 0)));
    }

    private static Quality quality(List<LabelledVector> rows, UpdateRule rule) {
        int features = rows.get(0).values().length;
        RunningScaler scaler = new RunningScaler(features);
        OnlineLogisticRegression model =
                new OnlineLogisticRegression(new LearnerOptions(rule), features);
        GradedWindow window = new GradedWindow(new QualityWindow.LastRows(rows.size()));
        for (LabelledVector row : rows) {
            double score = model.score(scaler.scale(row.features()));
            window.add(score, score >= 0.5 ? 1 : 0, row.label(), window.seen(), "");
            scaler.learn(row.features());
            model.learn(scaler.scale(row.features()), row.label(), 1);
        }
        return window.quality();
    }

    private static String line(String name, Quality quality) {
        return String.format(
                Locale.ROOT,
                "%s,%.4f,%.4f,%.4f",
                name,
                quality.accuracy(),
                quality.kappaTemporal(),
                quality.auroc());
    }

    private static String baseline(String name, double accuracy, double noChange) {
        double kappa = (accuracy - noChange) / (1 - noChange);
        return String.format(Locale.ROOT, "%s,%.4f,%.4f,", name, accuracy, kappa);
    }
}
