package io.flinklab.app;

import io.flinklab.interchange.AnswerLimit;
import io.flinklab.interchange.Runtimes;
import io.flinklab.serving.ModelGate;
import io.flinklab.serving.Scorer;
import io.flinklab.serving.ScoringRuntime;
import io.flinklab.store.StoredModel;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Options that say what runs a model, and how long that may take. */
final class RuntimeOption {
    @Option(
            names = "--runtime",
            defaultValue = "auto",
            description =
                    "What runs the model: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE},"
                            + " which is plain Java for a fitted pipeline, and for a model of"
                            + " another format that format's runtime; a pickled model is code and"
                            + " needs python).")
    private Runtimes runtime;

    @Option(
            names = "--answer-timeout",
            paramLabel = "TIME",
            defaultValue = "1m",
            description =
                    "How long a model in a process of its own (Python) may take to load, and for"
                            + " each batch, before that process is ended (default: ${DEFAULT-VALUE}).")
    private Duration timeout;

    @Option(
            names = "--no-answer",
            paramLabel = "fail|reject",
            defaultValue = "fail",
            description =
                    "What becomes of rows for which such a model gives no answer, because the"
                            + " time is up or its process ends twice: fail the command or job, or"
                            + " reject them where rows are rejected, in stream and serve (default:"
                            + " ${DEFAULT-VALUE}).")
    private NoAnswer noAnswer;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    /** What an answer that does not come is. */
    private enum NoAnswer {
        FAIL,
        REJECT
    }

    /** What is to run the models, as asked for. */
    ScoringRuntime runtime() {
        try {
            return runtime.within(new AnswerLimit(timeout, noAnswer == NoAnswer.REJECT));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(
                    spec.commandLine(), "--answer-timeout: " + e.getMessage(), e);
        }
    }

    /** Whether nothing was asked for. */
    boolean isUsual() {
        return runtime == Runtimes.AUTO
                && new AnswerLimit(timeout, noAnswer == NoAnswer.REJECT)
                        .equals(AnswerLimit.usual());
    }

    /**
     * A scorer of a model that scores its golden scores as it did when it was published.
     *
     * @throws io.flinklab.serving.ModelGate.RefusedModelException it does not, or this runtime
     *     cannot run it
     */
    Scorer scorer(StoredModel model) {
        return new ModelGate(List.of(), runtime()).require(model);
    }
}
