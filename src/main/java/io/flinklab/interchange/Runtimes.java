package io.flinklab.interchange;

import io.flinklab.interchange.onnx.OnnxRuntime;
import io.flinklab.interchange.pmml.PmmlRuntime;
import io.flinklab.interchange.python.PythonScorer;
import io.flinklab.interchange.torch.TorchRuntime;
import io.flinklab.serving.Scorer;
import io.flinklab.serving.ScoringRuntime;
import io.flinklab.serving.ServedModel;
import io.flinklab.store.ModelFormat;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.BiFunction;

/** The runtimes by name. */
public enum Runtimes implements ScoringRuntime {
    /** Each model by the runtime of its format, but no pickle: that is code, to be asked for. */
    AUTO((model, limit) -> harmless(model).open(model, limit)),
    /** Plain Java: fitted pipelines. */
    PLAIN((model, limit) -> ScoringRuntime.PLAIN.open(model)),
    /** ONNX Runtime: ONNX graphs, and fitted pipelines written as such. */
    ONNX((model, limit) -> OnnxRuntime.open(model)),
    /** PMML: its documents, and fitted pipelines written as such. */
    PMML((model, limit) -> PmmlRuntime.open(model)),
    /** PyTorch's C++ library: TorchScript modules, and fitted pipelines written as such. */
    TORCH((model, limit) -> TorchRuntime.open(model)),
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
        return new LimitedRuntime(this, limit);
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
}
