package io.flinklab.interchange;

import io.flinklab.serving.Scorer;
import io.flinklab.serving.ScoringRuntime;
import io.flinklab.serving.ServedModel;

/** A runtime with another limit than the usual one. */
record LimitedRuntime(Runtimes runtime, AnswerLimit limit) implements ScoringRuntime {
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
