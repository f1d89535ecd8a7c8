package io.flinklab.data.flink;

import io.flinklab.data.DataException;
import io.flinklab.data.DataFile;
import io.flinklab.data.PathTarget;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.InvalidPathException;
import java.util.Objects;
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
     * @param name a local path, or one with a scheme, such as {@code s3://bucket/rows}
     */
    public static Path of(String name) {
        return hasScheme(name)
                ? new Path(name)
                : new Path(uri(PathTarget.withoutParents(java.nio.file.Path.of(name))));
    }

    /** A URI, because Flink's path would take a space or a % of the path for part of one. */
    private static URI uri(java.nio.file.Path path) {
        String uri = path.toUri().toString();
        // That of a directory that is there ends with a slash, behind which Flink finds no name.
        return URI.create(path.getNameCount() == 0 ? uri : uri.replaceFirst("/$", ""));
    }

    /**
     * The last name of a path or an address, without what stands before it. The root of a file
     * system has none: that of a bucket is named as the bucket, any other {@code /}.
     */
    public static String name(String pathOrAddress) {
        Path path = of(pathOrAddress);
        String name = path.getName();
        String authority = path.toUri().getAuthority();
        return name.isEmpty() ? Objects.requireNonNullElse(authority, "/") : name;
    }

    /** Whether Flink opens this very file, whose name it takes for text. */
    private static boolean finds(Path path, java.nio.file.Path file) {
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

    /**
     * The path under which a Flink job finds a file.
     *
     * @throws DataException Flink cannot name it: a local file whose name is no text here
     */
    static Path of(DataFile file) {
        Path path = new Path(file.uri());
        if (file.local() != null && !finds(path, java.nio.file.Path.of(file.uri()))) {
            throw new DataException(
                    "%s cannot be found by a Flink job: its name is no text in this process's"
                                    .formatted(file.name())
                            + " encoding, %s. Start it with LC_ALL=C.UTF-8, or rename the file."
                                    .formatted(System.getProperty("sun.jnu.encoding")));
        }
        return path;
    }

    /** A directory on any file system that Flink knows; it must be there, but may be empty. */
    static Path directory(String name) {
        Path path = of(name);
        try {
            if (path.getFileSystem().getFileStatus(path).isDir()) {
                return path;
            }
        } catch (FileNotFoundException e) {
            throw DataException.missing(name, e.getMessage());
        } catch (IOException e) {
            throw DataException.unreadable(name, e);
        }
        throw new DataException(name + " is a file. Expected a directory to watch for new files.");
    }
}
