package io.flinklab.interchange;

import io.flinklab.interchange.onnx.OnnxScorer;
import io.flinklab.interchange.pmml.PmmlScorer;
import io.flinklab.interchange.python.PythonScorer;
import io.flinklab.interchange.torch.TorchScorer;
import io.flinklab.serving.Scorer;
import io.flinklab.serving.ScoringRuntime;
import io.flinklab.serving.ServedModel;
import io.flinklab.store.ModelFormat;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.BiFunction;
import java.util.function.Function;

/** The runtimes by name. */
public enum Runtimes implements ScoringRuntime {
    /** Each model by the runtime of its format, but no pickle: that is code, to be asked for. */
    AUTO((model, limit) -> harmless(model).open(model, limit)),
    /** Plain Java: fitted pipelines. */
    PLAIN((model, limit) -> ScoringRuntime.PLAIN.open(model)),
    /** ONNX Runtime: ONNX graphs, and fitted pipelines written as such. */
    ONNX(
            (model, limit) ->
                    opened(
                            model,
                            ModelFormat.ONNX,
                            "ONNX Runtime",
                            file -> OnnxScorer.open(model.schema(), file))),
    /** PMML: its documents, and fitted pipelines written as such. */
    PMML(
            (model, limit) ->
                    opened(
                            model,
                            ModelFormat.PMML,
                            "PMML's runtime, pmml4s,",
                            file -> PmmlScorer.open(model.schema(), file))),
    /** PyTorch's C++ library: TorchScript modules, and fitted pipelines written as such. */
    TORCH(
            (model, limit) ->
                    opened(
                            model,
                            ModelFormat.TORCHSCRIPT,
                            "PyTorch",
                            file -> TorchScorer.open(model.schema(), file))),
    /** A Python process: pickled scikit-learn models, and fitted pipelines as they are. */
    PYTHON((model, limit) -> PythonScorer.open(model, limit));

    // Lambdas, because a reference to a method would load a class whose library may be missing.
    private final BiFunction<ServedModel, AnswerLimit, Scorer> opening;

    Runtimes(BiFunction<ServedModel, AnswerLimit, Scorer> opening) {
        this.opening = opening;
    }

    /**
     * The runtime of that name.
     *
     * @throws IllegalArgumentException there is none
     */
    public static Runtimes named(String name) {
        return Arrays.stream(values())
                .filter(runtime -> runtime.toString().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "Expected one of %s; found %s."
                                                .formatted(Arrays.toString(values()), name)));
    }

    /** The same runtime with a limit to how long a model may take for an answer. */
    public ScoringRuntime within(AnswerLimit limit) {
        return new Limited(this, limit);
    }

    @Override
    public Scorer open(ServedModel model) {
        return open(model, AnswerLimit.usual());
    }

    Scorer open(ServedModel model, AnswerLimit limit) {
        return opening.apply(model, limit);
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What runs files of that format, whatever they hold. */
    public static Runtimes of(ModelFormat format) {
        return switch (format) {
            case PIPELINE -> PLAIN;
            case ONNX -> ONNX;
            case PMML -> PMML;
            case TORCHSCRIPT -> TORCH;
            case PYTHON -> PYTHON;
        };
    }

    /** Opens a model in a format of that library's, which a fitted pipeline is written in first. */
    private static Scorer opened(
            ServedModel model,
            ModelFormat format,
            String library,
            Function<byte[], Scorer> opening) {
        byte[] file = ModelExport.of(model, format);
        try {
            return opening.apply(file);
        } catch (LinkageError e) {
            throw new MissingRuntimeException(library, "make runtimes", e);
        }
    }

    /** Whoever can write into a store would otherwise run code wherever the store is read. */
    private static Runtimes harmless(ServedModel model) {
        if (model.format() == ModelFormat.PYTHON) {
            throw new IllegalArgumentException(
                    ("Expected --runtime python for %s, a pickled model, which is code that runs"
                                    + " when it is loaded; found auto. Give it where you trust"
                                    + " whoever writes to this store.")
                            .formatted(model.version()));
        }
        return of(model.format());
    }

    /** A runtime with another limit than the usual one. */
    private record Limited(Runtimes runtime, AnswerLimit limit) implements ScoringRuntime {
        private static final long serialVersionUID = 1L;

        @Override
        public Scorer open(ServedModel model) {
            return runtime.open(model, limit);
        }

        @Override
        public String toString() {
            return runtime.toString();
        }
    }
}
