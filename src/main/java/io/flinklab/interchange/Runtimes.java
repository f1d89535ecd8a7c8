package io.flinklab.interchange;

import io.flinklab.interchange.python.PythonScorer;
import io.flinklab.serving.Scorer;
import io.flinklab.serving.ScoringRuntime;
import io.flinklab.serving.ServedModel;
import java.util.Arrays;
import java.util.Locale;

/** The runtimes by name. */
public enum Runtimes implements ScoringRuntime {
    /** Each model by the runtime of its format. */
    AUTO {
        @Override
        public Scorer open(ServedModel model) {
            return usual(model).open(model);
        }
    },
    /** Plain Java: fitted pipelines. */
    PLAIN {
        @Override
        public Scorer open(ServedModel model) {
            return ScoringRuntime.PLAIN.open(model);
        }
    },
    /** A Python process: fitted pipelines, and pickled scikit-learn models. */
    PYTHON {
        @Override
        public Scorer open(ServedModel model) {
            return PythonScorer.open(model);
        }
    };

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

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    private static Runtimes usual(ServedModel model) {
        return switch (model.format()) {
            case PIPELINE -> PLAIN;
            case PYTHON -> PYTHON;
            default -> throw unknown(model);
        };
    }

    private static IllegalArgumentException unknown(ServedModel model) {
        return new IllegalArgumentException(
                "Expected a model that one of %s runs; found %s, which is %s."
                        .formatted(Arrays.toString(values()), model.version(), model.format()));
    }
}
