package io.flinklab.training.network;

import ai.djl.engine.Engine;
import io.flinklab.training.TrainingException;

/** Loads PyTorch into this process, or says why it is missing. */
final class TorchEngine {
    /** DJL's settings, unless the process was started with others. */
    private static final String[][] SETTINGS = {
        // DJL must not download a library that is not on the class path.
        {"ai.djl.offline", "true"},
        // Flink's slots are the parallelism, and sums on one thread have one order.
        {"ai.djl.pytorch.num_threads", "1"},
        {"ai.djl.pytorch.num_interop_threads", "1"}
    };

    /** DJL's name of it. */
    static final String NAME = "PyTorch";

    private TorchEngine() {}

    /**
     * Loads the library where this process has not yet; it cannot be loaded twice.
     *
     * @throws TrainingException PyTorch is missing
     */
    static void require() {
        try {
            for (String[] setting : SETTINGS) {
                if (System.getProperty(setting[0]) == null) {
                    System.setProperty(setting[0], setting[1]);
                }
            }
            Engine.getEngine(NAME);
        } catch (LinkageError | RuntimeException e) {
            throw missing(e);
        }
    }

    static TrainingException missing(Throwable cause) {
        return new TrainingException(
                ("To train a network, expected PyTorch on this machine; found none (%s)."
                                + " Run `make runtimes`, then try again.")
                        .formatted(cause),
                cause);
    }
}
