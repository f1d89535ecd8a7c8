package io.flinklab.interchange.pmml;

import io.flinklab.interchange.MissingRuntimeException;
import io.flinklab.interchange.ModelExport;
import io.flinklab.serving.Scorer;
import io.flinklab.serving.ServedModel;
import io.flinklab.store.ModelFormat;

/** Runs PMML documents, and fitted pipelines as PMML documents, with pmml4s. */
public final class PmmlRuntime {
    private PmmlRuntime() {}

    /**
     * Makes a model ready to score.
     *
     * @throws IllegalArgumentException the model is of another format, or no PMML document of
     *     examples, or pmml4s is not there
     * @throws io.flinklab.store.StoreException the content is not what it was in the store
     */
    public static Scorer open(ServedModel model) {
        byte[] document = ModelExport.of(model, ModelFormat.PMML);
        try {
            return PmmlScorer.of(model.schema(), document);
        } catch (NoClassDefFoundError e) {
            throw new MissingRuntimeException("PMML's runtime, pmml4s,", "make runtimes", e);
        }
    }
}
