package io.flinklab.interchange.pmml;

import io.flinklab.features.FittedPipeline;
import io.flinklab.interchange.MissingRuntimeException;
import io.flinklab.interchange.ModelCard;
import io.flinklab.serving.Scorer;
import io.flinklab.serving.ServedModel;

/** Runs PMML documents, and fitted pipelines as PMML documents, with pmml4s. */
public final class PmmlRuntime {
    private PmmlRuntime() {}

    /**
     * Makes a model ready to score.
     *
     * @throws IllegalArgumentException the model is of another format, or no PMML document of
     *     customers, or pmml4s is not there
     * @throws io.flinklab.store.StoreException the content is not what it was in the store
     */
    public static Scorer open(ServedModel model) {
        byte[] document = document(model);
        try {
            return PmmlScorer.of(document);
        } catch (NoClassDefFoundError e) {
            throw new MissingRuntimeException("PMML's runtime, pmml4s,", "make runtimes", e);
        }
    }

    private static byte[] document(ServedModel model) {
        return switch (model.format()) {
            case PMML -> {
                model.verify();
                yield model.content();
            }
            case PIPELINE -> {
                FittedPipeline pipeline = model.pipeline();
                yield PmmlExport.write(
                        pipeline, ModelCard.of(pipeline, model.version(), model.sha256()));
            }
            default ->
                    throw new IllegalArgumentException(
                            "Expected a PMML document or a fitted pipeline; found %s, which is %s."
                                    .formatted(model.version(), model.format()));
        };
    }
}
