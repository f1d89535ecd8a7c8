package io.flinklab.training;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.flinklab.features.FittedStage;
import io.flinklab.training.logistic.LogisticModelData;
import io.flinklab.training.logistic.PenalizedLogisticRegressionModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Saves a stage of a pipeline that hashes its features, as Flink ML reads it. */
final class NewStage {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String HASHER = "org.apache.flink.ml.feature.featurehasher.FeatureHasher";

    private NewStage() {}

    /**
     * Saves a stage.
     *
     * @param others a saved pipeline, out of which an imputer is copied
     * @param target must not exist
     */
    static void save(FittedStage stage, Optional<Path> others, Path target) throws IOException {
        if (stage instanceof FittedStage.FeatureHasher hasher) {
            save(hasher, target);
        } else if (stage instanceof FittedStage.LogisticRegression classifier) {
            PenalizedLogisticRegressionModel.save(
                    LogisticModelData.of(
                            classifier.coefficients().stream().mapToDouble(each -> each).toArray(),
                            classifier.intercept()),
                    Map.of(),
                    target.toString());
        } else {
            copy(saved(stage, others), target);
        }
    }

    /**
     * Flink ML's class needs a Guava that a cluster may not have, so that its metadata are written
     * without it.
     */
    private static void save(FittedStage.FeatureHasher hasher, Path target) throws IOException {
        Files.createDirectories(target);
        Map<String, Object> params =
                Map.of(
                        "inputCols",
                        hasher.inputs(),
                        "outputCol",
                        hasher.output(),
                        "categoricalCols",
                        hasher.categorical(),
                        "numFeatures",
                        hasher.size());
        Map<String, Object> metadata =
                Map.of(
                        "className",
                        HASHER,
                        "timestamp",
                        System.currentTimeMillis(),
                        "paramMap",
                        params);
        Files.writeString(target.resolve("metadata"), JSON.writeValueAsString(metadata));
    }

    private static Path saved(FittedStage stage, Optional<Path> others) throws IOException {
        if (others.isPresent()) {
            try (Stream<Path> stages = Files.list(others.get().resolve("stages"))) {
                for (Path each : stages.toList()) {
                    if (SavedStage.read(each).equals(stage)) {
                        return each;
                    }
                }
            }
        }
        throw new IllegalArgumentException(
                "Expected a stage of the saved pipeline; found " + stage + ".");
    }

    private static void copy(Path saved, Path target) throws IOException {
        List<Path> paths;
        try (Stream<Path> walk = Files.walk(saved)) {
            paths = walk.toList();
        }
        Files.createDirectories(target.getParent());
        for (Path path : paths) {
            Files.copy(path, target.resolve(saved.relativize(path)));
        }
    }
}
