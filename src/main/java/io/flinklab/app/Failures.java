package io.flinklab.app;

import io.flinklab.data.DataException;
import io.flinklab.evaluation.EvaluationException;
import io.flinklab.interchange.MissingRuntimeException;
import io.flinklab.interchange.NoAnswerException;
import io.flinklab.serving.RefusedModelException;
import io.flinklab.serving.UnseenCategoryException;
import io.flinklab.serving.http.ServiceException;
import io.flinklab.store.StoreException;
import io.flinklab.streaming.kafka.TopicException;
import io.flinklab.training.logistic.TrainingException;
import java.io.PrintWriter;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.ParameterException;

/** Tells a failure in a line or two, unless its stack trace is asked for. */
final class Failures {
    private Failures() {}

    /** Prints the failure and gives the process's exit code. */
    static int report(Throwable failure, boolean debug, PrintWriter out) {
        out.println("error: " + message(failure));
        if (debug) {
            failure.printStackTrace(out);
        } else if (!isExpected(failure)) {
            out.println("This should not happen; --debug shows where it did.");
        }
        out.flush();
        return ExitCode.SOFTWARE;
    }

    /** Prints what is wrong with the arguments and gives the process's exit code. */
    static int reportUsage(ParameterException failure) {
        PrintWriter out = failure.getCommandLine().getErr();
        out.println("error: " + failure.getMessage());
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
        String message =
                failure.getMessage() == null ? failure.toString() : failure.getMessage().strip();
        return isExpected(failure)
                ? message
                : failure.getClass().getSimpleName()
                        + ": "
                        + message.lines().findFirst().orElse("");
    }
}
