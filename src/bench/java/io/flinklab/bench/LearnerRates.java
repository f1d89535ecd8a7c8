package io.flinklab.bench;

import io.flinklab.features.FeatureVector;
import io.flinklab.online.LabelledVector;
import io.flinklab.online.LearnerOptions;
import io.flinklab.online.OnlineLogisticRegression;
import io.flinklab.online.RunningScaler;
import io.flinklab.online.UpdateRule;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;

/**
 * How many rows of Phishing a learner takes in one second of one core's time: each is scaled and
 * scored, then learned from, as environment/bench/online_river.py does. Prints a line for each
 * rule: name, rows, CPU seconds, sum of the scores; separated by tabs. Half of the rows warm up.
 *
 * <p>Argument: how often the table is read.
 */
final class LearnerRates {
    private static final List<UpdateRule> RULES =
            List.of(
                    new UpdateRule.Sgd(0.1, 0),
                    new UpdateRule.AdaGrad(0.1, 1e-8, 0),
                    new UpdateRule.Ftrl(0.05, 1, 0, 1, true));

    private LearnerRates() {}

    public static void main(String[] args) throws Exception {
        List<LabelledVector> rows = new ArrayList<>();
        for (int i = 0; i < Integer.parseInt(args[0]); i++) {
            rows.addAll(LabelledVector.phishing());
        }
        for (UpdateRule rule : RULES) {
            sum(rule, rows.subList(0, rows.size() / 2));
            long begin = cpuNanos();
            double sum = sum(rule, rows);
            double seconds = (cpuNanos() - begin) / 1e9;
            System.out.println(
                    String.join(
                            "\t",
                            rule.name(),
                            Integer.toString(rows.size()),
                            Double.toString(seconds),
                            Double.toString(sum)));
        }
    }

    private static double sum(UpdateRule rule, List<LabelledVector> rows) {
        int features = rows.get(0).values().length;
        RunningScaler scaler = new RunningScaler(features);
        OnlineLogisticRegression model =
                new OnlineLogisticRegression(new LearnerOptions(rule), features);
        double sum = 0;
        for (LabelledVector row : rows) {
            FeatureVector vector = row.features();
            sum += model.score(scaler.scale(vector));
            scaler.learn(vector);
            model.learn(scaler.scale(vector), row.label(), 1);
        }
        return sum;
    }

    private static long cpuNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }
}
