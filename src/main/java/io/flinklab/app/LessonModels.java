package io.flinklab.app;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.flinklab.store.Manifest;
import io.flinklab.store.ModelStore;
import io.flinklab.training.Recipe;
import io.flinklab.training.TrainingOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The models that a walk has trained. */
final class LessonModels {
    private static final List<String> METRICS =
            List.of("auroc", "averagePrecision", "logLoss", "accuracy");

    private LessonModels() {}

    /** The newest version with these options on this data. */
    static Optional<String> newest(
            ModelStore store, Recipe recipe, TrainingOptions options, String dataSha256) {
        return store.versions().stream()
                .filter(
                        version -> {
                            Manifest manifest = store.manifest(version);
                            return manifest.training().isOf(recipe, options)
                                    && manifest.training().data().sha256().equals(dataSha256);
                        })
                .reduce((older, newer) -> newer);
    }

    /** One JSON object a model: plan, test rows, metrics, version and path in the project. */
    static void writeResults(Path project, ModelStore store, Path file) throws IOException {
        List<Map<String, Object>> results =
                store.versions().stream()
                        .map(version -> result(project, store, store.manifest(version)))
                        .toList();
        new ObjectMapper()
                .enable(SerializationFeature.INDENT_OUTPUT)
                .writeValue(file.toFile(), results);
    }

    private static Map<String, Object> result(Path project, ModelStore store, Manifest manifest) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("plan", manifest.training().plan());
        result.put("rows", manifest.training().data().testRows());
        METRICS.forEach(name -> result.put(name, manifest.training().metrics().get(name)));
        result.put("modelVersion", manifest.modelVersion());
        Path path = store.root().resolve(manifest.modelVersion());
        result.put("path", project.relativize(path).toString());
        return result;
    }
}
