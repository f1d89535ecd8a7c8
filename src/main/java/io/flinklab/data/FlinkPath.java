package io.flinklab.data;

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
                : new Path(java.nio.file.Path.of(name).toUri().normalize());
    }

    static boolean hasScheme(String name) {
        return SCHEME.matcher(name).lookingAt();
    }
}
