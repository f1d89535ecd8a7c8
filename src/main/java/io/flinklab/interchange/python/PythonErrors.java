package io.flinklab.interchange.python;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Python's errors in Python's own words. */
public final class PythonErrors {
    private static final String TRACEBACK = "Traceback (most recent call last):";
    private static final int LAST_LINES = 8;

    private PythonErrors() {}

    /**
     * What failed in Python, if the exception of a failed job, or one of its causes, says so.
     *
     * @param failure of a job with Python functions
     * @return Python's error with its type, and the last lines of its traceback
     */
    public static Optional<IllegalArgumentException> of(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String message = cause.getMessage() == null ? "" : cause.getMessage();
            int start = message.lastIndexOf(TRACEBACK);
            if (start >= 0) {
                return Optional.of(error(traceback(message.substring(start)), failure));
            }
        }
        return Optional.empty();
    }

    /** The answer, unless it is an error. */
    static Message check(Message answer) {
        JsonNode error = answer.header().path("error");
        if (error.isMissingNode()) {
            return answer;
        }
        List<String> lines = new ArrayList<>();
        answer.header().path("traceback").forEach(line -> lines.add(line.asText()));
        throw error(error.asText(), lines, null);
    }

    private static IllegalArgumentException error(List<String> traceback, Throwable cause) {
        int last = Math.max(0, traceback.size() - LAST_LINES);
        return error(
                traceback.get(traceback.size() - 1),
                traceback.subList(last, traceback.size()),
                cause);
    }

    private static IllegalArgumentException error(
            String error, List<String> traceback, Throwable cause) {
        String lines = traceback.stream().map("  "::concat).collect(Collectors.joining("\n"));
        return new IllegalArgumentException(
                "Python failed: " + error + "\nThe end of its traceback:\n" + lines, cause);
    }

    /**
     * Up to the error itself: the first line without an indent; what wraps the text comes after.
     */
    private static List<String> traceback(String text) {
        List<String> lines = new ArrayList<>();
        for (String line : text.lines().toList()) {
            lines.add(line);
            if (lines.size() > 1 && !line.isEmpty() && !Character.isWhitespace(line.charAt(0))) {
                break;
            }
        }
        return lines;
    }
}
