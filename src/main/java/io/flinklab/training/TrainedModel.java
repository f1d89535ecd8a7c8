package io.flinklab.training;

import io.flinklab.features.FittedPipeline;
import java.util.List;

/**
 * What a training job gave.
 *
 * @param pipeline every fitted parameter
 * @param directory of Flink ML's own saved pipeline, which {@code PipelineModel.load} reads
 * @param fit how the classifier got there
 */
public record TrainedModel(FittedPipeline pipeline, java.nio.file.Path directory, Fit fit) {

    /**
     * How a classifier was fitted.
     *
     * @param estimator its class name
     * @param iterations rounds it took; mini-batches for Flink ML's estimator
     * @param converged whether it stopped because nothing changed any more; Flink ML's does not say
     * @param objective the penalised loss at each iteration; empty where the estimator gives none
     */
    public record Fit(
            String estimator, int iterations, boolean converged, List<Double> objective) {}
}
