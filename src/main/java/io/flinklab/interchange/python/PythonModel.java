package io.flinklab.interchange.python;

import io.flinklab.features.FittedPipeline;
import io.flinklab.features.ScoreMeaning;
import io.flinklab.interchange.ExportMetadata;
import io.flinklab.interchange.ModelExport;
import io.flinklab.serving.ServedModel;
import io.flinklab.store.ModelFormat;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A model as a worker takes it.
 *
 * @param kind {@code joblib} for a pickled classifier, {@code pipeline} for fitted values as JSON
 */
record PythonModel(String kind, byte[] content, ExportMetadata metadata) {

    /**
     * Refuses what Python does not run.
     *
     * @throws io.flinklab.store.StoreException the content is not what it was in the store
     */
    static PythonModel of(ServedModel model) {
        return switch (model.format()) {
            case PIPELINE -> ofPipeline(model, model.pipeline());
            case PYTHON -> {
                model.verify();
                yield new PythonModel("joblib", model.content(), ExportMetadata.none());
            }
            default ->
                    throw new IllegalArgumentException(
                            "Expected a fitted pipeline or a pickled scikit-learn model; found %s,"
                                            .formatted(model.version())
                                    + " which is "
                                    + model.format()
                                    + ".");
        };
    }

    private static PythonModel ofPipeline(ServedModel model, FittedPipeline pipeline) {
        if (pipeline.predictor().meaning() == ScoreMeaning.SEGMENT) {
            throw ModelExport.unwritable(pipeline.predictor(), ModelFormat.PYTHON);
        }
        return new PythonModel(
                "pipeline",
                model.content(),
                ExportMetadata.of(model.schema(), pipeline, model.version(), model.sha256()));
    }

    /** Writes a script of this package's into a directory, with those that score for it. */
    static void unpack(Path directory, String script) throws IOException {
        for (String name : List.of(script, "score_models.py", "fitted_pipeline.py")) {
            try (InputStream source = PythonModel.class.getResourceAsStream(name)) {
                Files.copy(source, directory.resolve(name));
            }
        }
    }
}
