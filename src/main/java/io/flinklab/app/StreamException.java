package io.flinklab.app;

import io.flinklab.training.JobFailure;
import java.net.URI;
import org.apache.flink.runtime.operators.coordination.TaskNotRunningException;

/** A stream's job was not taken by a cluster, or has failed. */
final class StreamException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final String OWN = "io.flinklab.";

    private StreamException(String message, Throwable cause) {
        super(message, cause);
    }

    /** No job was submitted. */
    static StreamException noCluster(URI where, Throwable cause) {
        return new StreamException(
                "Expected a Flink cluster at %s; found: %s. See that its REST interface answers there."
                        .formatted(where, reason(cause)),
                cause);
    }

    /** Metrics cannot be served at this address. */
    static StreamException cannotListen(ListenAddress where, Throwable cause) {
        return new StreamException(
                "--prometheus: expected an address and a port of this machine that are free, found %s: %s. Give others."
                        .formatted(where, reason(cause)),
                cause);
    }

    /**
     * What to throw where a job that was submitted has ended: a {@code StreamException}, unless a
     * fault of the program was the reason.
     */
    static RuntimeException failed(Throwable cause) {
        return failed(reason(cause), isFault(bottom(cause)), cause);
    }

    /**
     * The same where the job's failure may be a split that did not reach its task, which is told
     * only if no attempt says more.
     */
    static RuntimeException failed(Throwable cause, FailedAttempts attempts) {
        return JobFailure.find(cause, TaskNotRunningException.class)
                .flatMap(lost -> attempts.reason())
                .map(reason -> failed(withoutOwn(reason), isFault(reason), cause))
                .orElseGet(() -> failed(cause));
    }

    private static RuntimeException failed(String reason, boolean fault, Throwable cause) {
        String told = reason;
        if (reason.contains("allowNonRestoredState")) {
            told =
                    "--state is of a stream with other parts. Give the options that it had, or"
                            + " begin anew with another --state.";
        } else if (fault) {
            return new IllegalStateException("The stream has failed: " + reason, cause);
        }
        return new StreamException(
                "The stream has failed: %s%s --debug shows where."
                        .formatted(told, told.endsWith(".") ? "" : "."),
                cause);
    }

    /** An exception as it prints itself, without the class where it is this project's own. */
    private static String withoutOwn(String reason) {
        return reason.startsWith(OWN) ? reason.substring(reason.indexOf(": ") + 2) : reason;
    }

    /** The message of this project's own exception, otherwise the root cause. */
    static String reason(Throwable failure) {
        Throwable reason = bottom(failure);
        return isOwn(reason) ? reason.getMessage() : reason.toString();
    }

    private static Throwable bottom(Throwable failure) {
        Throwable reason = failure;
        while (reason.getCause() != null && !isOwn(reason)) {
            reason = reason.getCause();
        }
        return reason;
    }

    private static boolean isOwn(Throwable failure) {
        return failure.getClass().getName().startsWith(OWN);
    }

    /** Files, networks and services fail with checked exceptions or those of other packages. */
    private static boolean isFault(Throwable reason) {
        return reason instanceof Error
                || reason instanceof RuntimeException && isFault(reason.toString());
    }

    private static boolean isFault(String reason) {
        return reason.startsWith("java.lang.") || reason.startsWith("java.util.");
    }
}
