package io.flinklab.app;

import io.flinklab.interchange.Runtimes;
import io.flinklab.serving.ModelGate;
import io.flinklab.serving.Scorer;
import io.flinklab.store.StoredModel;
import java.util.List;
import picocli.CommandLine.Option;

/** The option that says what runs a model. */
final class RuntimeOption {
    @Option(
            names = "--runtime",
            defaultValue = "auto",
            description =
                    "What runs the model: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE},"
                            + " which is plain Java for a fitted pipeline, and for a model of"
                            + " another format that format's runtime; a pickled model is code and"
                            + " needs python).")
    private Runtimes runtime;

    Runtimes runtime() {
        return runtime;
    }

    /**
     * A scorer of a model that scores its probes as it did when it was published.
     *
     * @throws io.flinklab.serving.RefusedModelException it does not, or this runtime cannot run it
     */
    Scorer scorer(StoredModel model) {
        return new ModelGate(List.of(), runtime).require(model);
    }
}
