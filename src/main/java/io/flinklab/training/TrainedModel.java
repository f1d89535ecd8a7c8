package io.flinklab.training;

import io.flinklab.features.FittedPipeline;
import java.nio.file.Path;

/**
 * The result of a training job.
 *
 * @param pipeline every fitted parameter
 * @param directory of Flink ML's own saved pipeline, which {@code PipelineModel.load} reads
 * @param fit how the classifier was fitted
 */
public record TrainedModel(FittedPipeline pipeline, Path directory, FitFacts fit) {}
