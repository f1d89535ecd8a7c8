package io.flinklab.data;

import java.nio.file.InvalidPathException;
import java.util.Optional;
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

    /** The path on this machine: that of a local path or a {@code file:} address; else empty. */
    public static Optional<java.nio.file.Path> local(String name) {
        if (!hasScheme(name)) {
            return Optional.of(java.nio.file.Path.of(name));
        }
        return name.startsWith("file:")
                ? Optional.of(java.nio.file.Path.of(new Path(name).toUri().getPath()))
                : Optional.empty();
    }

    /** Whether it is an address on one of Flink's file systems rather than a local path. */
    public static boolean hasScheme(String name) {
        return SCHEME.matcher(name).lookingAt();
    }
}
