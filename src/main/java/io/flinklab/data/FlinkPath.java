package io.flinklab.data;

import java.nio.file.InvalidPathException;
import java.util.regex.Pattern;
import org.apache.flink.core.fs.Path;

/** Paths as people write them, for Flink's file systems. */
public final class FlinkPath {
    /** Two letters at least, so that a Windows drive is none. */
    private static final Pattern SCHEME = Pattern.compile("[a-zA-Z][a-zA-Z0-9+.-]+:/");

    private FlinkPath() {}

    /**
     * The path, absolute.
     *
     * @param name a local path, or one with a scheme, such as {@code s3://bucket/customers}
     */
    public static Path of(String name) {
        return hasScheme(name)
                ? new Path(name)
                // As a URI, because Flink's path would take a space or a % for part of one.
                : new Path(PathTarget.withoutParents(java.nio.file.Path.of(name)).toUri());
    }

    /** Whether Flink opens this very file, whose name it takes for text. */
    static boolean finds(Path path, java.nio.file.Path file) {
        try {
            return java.nio.file.Path.of(path.getPath()).equals(file);
        } catch (InvalidPathException e) {
            return false;
        }
    }

    /** Whether it is an address on a file system of Flink's, not a local path. */
    public static boolean hasScheme(String name) {
        return SCHEME.matcher(name).lookingAt();
    }
}
