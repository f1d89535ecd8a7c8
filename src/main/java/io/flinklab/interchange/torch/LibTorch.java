package io.flinklab.interchange.torch;

import ai.djl.engine.Engine;
import io.flinklab.interchange.MissingRuntimeException;
import java.util.Map;

/**
 * The process's libtorch. It computes in the thread that asks, since a job's slots and a service's
 * threads are parallel already, and never looks for its library in a network. System properties of
 * DJL that are already set are kept.
 */
final class LibTorch {
    static final String ENGINE = "PyTorch";

    private static final Map<String, String> USUAL =
            Map.of(
                    "ai.djl.offline", "true",
                    "ai.djl.pytorch.num_threads", "1",
                    "ai.djl.pytorch.num_interop_threads", "1");

    private LibTorch() {}

    /**
     * Loads the library, the first time.
     *
     * @throws MissingRuntimeException it is not installed
     * @throws IllegalArgumentException another class loader of this process has it
     */
    static void load() {
        USUAL.forEach(
                (property, value) -> {
                    if (System.getProperty(property) == null) {
                        System.setProperty(property, value);
                    }
                });
        try {
            Engine.getEngine(ENGINE);
        } catch (RuntimeException | LinkageError e) {
            throw isElsewhere(e)
                    ? new IllegalArgumentException(
                            "Expected libtorch to be loaded once in this process; found it loaded"
                                    + " by another class loader, that of an earlier job. Put the"
                                    + " jars of target/runtimes into the cluster's lib directory,"
                                    + " and restart it; a job that brings them itself runs once.",
                            e)
                    : new MissingRuntimeException("PyTorch", "make runtimes", e);
        }
    }

    private static boolean isElsewhere(Throwable thrown) {
        for (Throwable each = thrown; each != null; each = each.getCause()) {
            if (String.valueOf(each.getMessage()).contains("in another classloader")) {
                return true;
            }
        }
        return false;
    }
}
