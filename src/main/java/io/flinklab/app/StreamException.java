package io.flinklab.app;

import java.net.URI;

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

    /** A job that was submitted has ended, or could not begin. */
    static StreamException failed(Throwable cause) {
        String reason = reason(cause);
        if (reason.contains("allowNonRestoredState")) {
            reason =
                    "--state is of a stream with other parts. Give the options that it had, or"
                            + " begin anew with another --state.";
        }
        return new StreamException(
                "The stream has failed: %s%s --debug shows where."
                        .formatted(reason, reason.endsWith(".") ? "" : "."),
                cause);
    }

    /** What this project says of a failure, otherwise what is at the bottom of it. */
    static String reason(Throwable failure) {
        Throwable reason = failure;
        while (reason.getCause() != null && !isOwn(reason)) {
            reason = reason.getCause();
        }
        return isOwn(reason) ? reason.getMessage() : reason.toString();
    }

    private static boolean isOwn(Throwable failure) {
        return failure.getClass().getName().startsWith(OWN);
    }
}
