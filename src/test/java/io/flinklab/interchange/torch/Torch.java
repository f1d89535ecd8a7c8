package io.flinklab.interchange.torch;

import static org.assertj.core.api.Assumptions.assumeThat;

import io.flinklab.features.FittedPipeline;
import io.flinklab.interchange.MissingRuntimeException;
import io.flinklab.interchange.ModelCard;
import io.flinklab.serving.Scorer;

/** What the tests share that run libtorch. */
final class Torch {
    private Torch() {}

    /** Skips the calling tests where libtorch is not installed. */
    static void require() {
        try {
            LibTorch.load();
        } catch (MissingRuntimeException | NoClassDefFoundError e) {
            skip("libtorch; run make runtimes");
        }
    }

    static void skip(String needed) {
        String missing = "SKIPPED: needs " + needed;
        // The build's own output only counts skipped tests.
        System.err.println(missing);
        assumeThat(false).withFailMessage(missing).isTrue();
    }

    static ModelCard card(FittedPipeline pipeline) {
        return ModelCard.of(pipeline, "v000001", "ab".repeat(32));
    }

    static Scorer scorer(FittedPipeline pipeline) {
        return TorchScorer.of(TorchExport.write(pipeline, card(pipeline)));
    }
}
