package io.flinklab.app;

import io.flinklab.interchange.Runtimes;
import picocli.CommandLine.Option;

/** The option that says what runs a model. */
final class RuntimeOption {
    @Option(
            names = "--runtime",
            defaultValue = "auto",
            description =
                    "What runs the model: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE},"
                            + " which is plain Java for a fitted pipeline, and for a model of"
                            + " another format that format's runtime).")
    private Runtimes runtime;

    Runtimes runtime() {
        return runtime;
    }
}
