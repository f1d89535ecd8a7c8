package io.flinklab.lesson;

import java.util.ArrayList;
import java.util.List;

/**
 * Logistic regression by gradient descent on all rows: the simplest way to train. It goes down the
 * mean of the rows' log-loss plus reg / 2 |b|², with b the coefficients; the intercept is not
 * penalised.
 *
 * @param learningRate how far a step goes for a slope of 1, above 0
 * @param reg weight of the penalty beside the mean of the losses, 0 or more
 */
public record GradientDescent(double learningRate, double reg) {

    /** The model before the first step, with all coefficients 0, and the model after each step. */
    public List<LogisticModel> run(FeatureVectors rows, int steps) {
        List<LogisticModel> models = new ArrayList<>();
        models.add(LogisticModel.zero(rows.width()));
        while (models.size() <= steps) {
            models.add(step(models.get(models.size() - 1), rows));
        }
        return models;
    }

    /** One step against the slopes of the objective. */
    LogisticModel step(LogisticModel model, FeatureVectors rows) {
        double interceptSlope = 0;
        double[] slopes = new double[rows.width()];
        for (int i = 0; i < rows.size(); i++) {
            double[] x = rows.features()[i];
            double error = model.score(x) - rows.labels()[i];
            interceptSlope += error / rows.size();
            for (int j = 0; j < x.length; j++) {
                slopes[j] += error * x[j] / rows.size();
            }
        }
        double[] coefficients = model.coefficients().clone();
        for (int j = 0; j < coefficients.length; j++) {
            coefficients[j] -= learningRate * (slopes[j] + reg * coefficients[j]);
        }
        return new LogisticModel(model.intercept() - learningRate * interceptSlope, coefficients);
    }

    /** What the steps make smaller, for each of some models. */
    public List<Double> objective(List<LogisticModel> models, FeatureVectors rows) {
        ElasticNet penalised = new ElasticNet(reg, 0, true);
        return models.stream().map(model -> penalised.objective(model, rows)).toList();
    }
}
