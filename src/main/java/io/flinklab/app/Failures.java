package io.flinklab.app;

import io.flinklab.data.DataException;
import io.flinklab.data.Secrets;
import io.flinklab.evaluation.EvaluationException;
import io.flinklab.interchange.AnswerLimit.NoAnswerException;
import io.flinklab.interchange.MissingRuntimeException;
import io.flinklab.serving.ModelGate.RefusedModelException;
import io.flinklab.serving.UnseenCategoryException;
import io.flinklab.serving.http.ScoringService.ServiceException;
import io.flinklab.store.StoreException;
import io.flinklab.streaming.kafka.TopicException;
import io.flinklab.training.TrainingException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.ParameterException;

/** Prints a failure in a line or two, with its stack trace if asked. */
final class Failures {
    private Failures() {}

    /**
     * Prints the failure and gives the process's exit code.
     *
     * @param written what the command writes, by option; named in the error where a disk is full
     */
    static int report(
            Throwable failure, boolean debug, PrintWriter out, Map<String, Path> written) {
        Optional<String> known =
                isExpected(failure)
                        ? Optional.of(message(failure))
                        : MachineFailures.told(failure, written);
        out.println("error: " + Secrets.hidden(known.orElseGet(() -> unexpected(failure))));
        if (debug) {
            StringWriter trace = new StringWriter();
            failure.printStackTrace(new PrintWriter(trace, true));
            out.print(Secrets.hidden(trace.toString()));
        } else if (known.isEmpty()) {
            out.println("This should not happen; --debug shows where it did.");
        }
        out.flush();
        return ExitCode.SOFTWARE;
    }

    /** Prints what is wrong with the arguments and gives the process's exit code. */
    static int reportUsage(ParameterException failure) {
        PrintWriter out = failure.getCommandLine().getErr();
        out.println("error: " + Secrets.hidden(failure.getMessage()));
        out.println(
                "See: " + failure.getCommandLine().getCommandSpec().qualifiedName() + " --help");
        out.flush();
        return ExitCode.USAGE;
    }

    private static boolean isExpected(Throwable failure) {
        return failure instanceof DataException
                || failure instanceof StoreException
                || failure instanceof TrainingException
                || failure instanceof EvaluationException
                || failure instanceof MissingRuntimeException
                || failure instanceof NoAnswerException
                || failure instanceof ServiceException
                || failure instanceof RefusedModelException
                || failure instanceof TopicException
                || failure instanceof StreamException
                || failure instanceof UnseenCategoryException;
    }

    private static String message(Throwable failure) {
        return failure.getMessage() == null ? failure.toString() : failure.getMessage().strip();
    }

    /** The failure and, unless its message has it already, its root cause. */
    private static String unexpected(Throwable failure) {
        String told = firstLine(failure);
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return message(failure).contains(message(root)) ? told : told + "; " + firstLine(root);
    }

    private static String firstLine(Throwable failure) {
        return failure.getClass().getSimpleName()
                + ": "
                + message(failure).lines().findFirst().orElse("");
    }
}
