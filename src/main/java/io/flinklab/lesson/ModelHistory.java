package io.flinklab.lesson;

import io.flinklab.evaluation.Evaluation;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import org.apache.flink.ml.linalg.DenseVector;
import org.apache.flink.types.Row;

/** How good each model was that an online algorithm of Flink ML gave out, one after the other. */
public final class ModelHistory {
    private static final String COEFFICIENT = "coefficient";

    private ModelHistory() {}

    /**
     * The area under the ROC curve of each version of a linear model.
     *
     * @param models model data of an online logistic regression, in its order
     * @param features vectors of the test rows
     * @param labels 0 or 1, as many
     * @return by version, from 1
     */
    public static SortedMap<Integer, Double> auroc(
            List<Row> models, List<double[]> features, double[] labels) {
        return numbered(models, model -> area(model.getFieldAs(COEFFICIENT), features, labels));
    }

    /**
     * The inertia of each version of some centres.
     *
     * @param models model data of an online k-means, in its order
     * @param vectors the rows that were clustered
     * @return by version, from 1
     */
    public static SortedMap<Integer, Double> inertia(List<Row> models, List<double[]> vectors) {
        return numbered(models, model -> Inertia.of(vectors, model));
    }

    private static SortedMap<Integer, Double> numbered(
            List<Row> models, ToDoubleFunction<Row> quality) {
        SortedMap<Integer, Double> history = new TreeMap<>();
        models.forEach(model -> history.put(history.size() + 1, quality.applyAsDouble(model)));
        return history;
    }

    private static double area(DenseVector coefficient, List<double[]> features, double[] labels) {
        double[] scores =
                features.stream()
                        .mapToDouble(row -> 1 / (1 + Math.exp(-product(coefficient.values, row))))
                        .toArray();
        return Evaluation.of(labels, scores).auroc();
    }

    private static double product(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
