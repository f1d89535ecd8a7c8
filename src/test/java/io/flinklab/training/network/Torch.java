package io.flinklab.training.network;

import static org.assertj.core.api.Assumptions.assumeThat;

import io.flinklab.training.TrainingException;

/** PyTorch, which is not part of the light build; tests that need it are skipped without it. */
public final class Torch {
    private Torch() {}

    /** Skips the calling test, or test class, where PyTorch is not there. */
    public static void require() {
        try {
            TorchEngine.require();
        } catch (TrainingException e) {
            String missing = "SKIPPED: needs PyTorch; run `make runtimes`";
            // The build's own output only counts skipped tests.
            System.err.println(missing);
            assumeThat(true).withFailMessage(missing).isFalse();
        }
    }
}
