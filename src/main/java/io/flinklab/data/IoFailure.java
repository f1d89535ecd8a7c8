package io.flinklab.data;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.regex.Pattern;

/**
 * What a file system reports, in words for a person.
 *
 * @param reason without a stop at its end
 * @param cure one sentence or two
 */
public record IoFailure(String reason, String cure) {

    private static final Pattern QUALIFIED =
            Pattern.compile("\\b(?:[a-z]\\w*\\.)+([A-Z]\\w*(?:Exception|Error))\\b");

    /**
     * Reads a failure.
     *
     * @param usual what to do where the failure itself does not say it
     */
    public static IoFailure of(IOException failure, String usual) {
        // By their names: the classes are Flink's, and its plugin's, which has its own loader.
        if (isNamed(failure, "UnsupportedFileSystemSchemeException")) {
            return new IoFailure(
                    "Flink finds no file system for such an address here",
                    "Check how it begins; Flink's file system for it is a plugin in FLINK_PLUGINS_DIR,"
                            + " or in plugins beside the jar.");
        } else if (isNamed(failure, "NoAuthWithAWSException")) {
            return new IoFailure(
                    "no keys to it were given", "Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.");
        }
        return new IoFailure(reason(failure), usual);
    }

    /** The reason alone. */
    static String reason(IOException failure) {
        if (failure instanceof FileSystemException named) {
            String reason = named.getReason();
            return reason == null || reason.isBlank() ? kind(named) : withoutPackages(reason);
        }
        boolean plain = failure.getClass() == IOException.class && failure.getMessage() != null;
        return withoutPackages(plain ? failure.getMessage() : failure.toString());
    }

    private static String withoutPackages(String text) {
        return QUALIFIED.matcher(text).replaceAll("$1");
    }

    private static String kind(FileSystemException failure) {
        if (failure instanceof NoSuchFileException) {
            return "there is no " + failure.getFile();
        } else if (failure instanceof AccessDeniedException) {
            return "permission denied for " + failure.getFile();
        } else if (failure instanceof FileAlreadyExistsException
                || failure instanceof NotDirectoryException) {
            return failure.getFile() + " is no directory";
        }
        return failure.toString();
    }

    /** Whether it, a cause, or what one of them quotes has this class name. */
    private static boolean isNamed(Throwable failure, String name) {
        for (Throwable each = failure; each != null; each = each.getCause()) {
            if (each.toString().contains(name)) {
                return true;
            }
        }
        return false;
    }
}
