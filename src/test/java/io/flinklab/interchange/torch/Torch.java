package io.flinklab.interchange.torch;

import static org.assertj.core.api.Assumptions.assumeThat;

import io.flinklab.churn.Churn;
import io.flinklab.features.FittedPipeline;
import io.flinklab.interchange.ExportMetadata;
import io.flinklab.interchange.MissingRuntimeException;
import io.flinklab.serving.Scorer;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the tests share that run libtorch. */
public final class Torch {
    private static final Pattern JAR = Pattern.compile("(api|pytorch-.*|gson|jna)-[0-9].*jar");

    private Torch() {}

    /** Skips the calling tests where libtorch is not installed. */
    public static void require() {
        try {
            LibTorch.load();
        } catch (MissingRuntimeException | NoClassDefFoundError e) {
            skip("libtorch; run make runtimes");
        }
    }

    /** The jars of libtorch's runtime, as `make runtimes` brings them. */
    public static List<Path> jars() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .filter(jar -> JAR.matcher(jar.getFileName().toString()).matches())
                .toList();
    }

    static void skip(String needed) {
        String missing = "SKIPPED: needs " + needed;
        // The build's own output only counts skipped tests.
        System.err.println(missing);
        assumeThat(false).withFailMessage(missing).isTrue();
    }

    static ExportMetadata metadata(FittedPipeline pipeline) {
        return ExportMetadata.of(Churn.SCHEMA, pipeline, "v000001", "ab".repeat(32));
    }

    static Scorer scorer(FittedPipeline pipeline) {
        return TorchScorer.open(
                TorchCustomers.SCHEMA,
                TorchExport.write(TorchCustomers.SCHEMA, pipeline, metadata(pipeline)));
    }
}
