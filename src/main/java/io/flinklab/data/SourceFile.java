package io.flinklab.data;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.util.List;
import org.apache.flink.core.fs.Path;

/**
 * A file on any file system that Flink knows.
 *
 * @param name the path as the caller gave it, or found below it
 * @param uri the same, absolute; it holds every byte of a name, text or not
 * @param length in bytes, where it is known before the file is opened; otherwise 0
 * @param local the path as the caller gave it, or found below it; null for a file elsewhere
 */
record SourceFile(String name, URI uri, long length, java.nio.file.Path local) {
    /** A request each is too much for the files of an object store, and few of these are small. */
    private static final long MAY_BE_EMPTY = 1 << 12;

    /** A file of this machine. */
    static SourceFile of(java.nio.file.Path path) {
        // Flink's splits name a file without "..", and are looked up by that name.
        return new SourceFile(path.toString(), PathTarget.withoutParents(path).toUri(), 0, path);
    }

    /** A file elsewhere. */
    static SourceFile of(Path path, long length) {
        return new SourceFile(path.toString(), path.toUri(), length, null);
    }

    /** The files that a path or an address stands for; see {@link DataFiles}. */
    static List<SourceFile> list(String fileOrDirectory, Schema schema) {
        return DataFiles.at(fileOrDirectory).withRows(schema).files();
    }

    boolean mayBeEmpty() {
        return length <= MAY_BE_EMPTY;
    }

    InputStream open() throws IOException {
        return local == null
                ? new Path(uri).getFileSystem().open(new Path(uri))
                : Files.newInputStream(local);
    }

    /**
     * The path under which a Flink job finds it.
     *
     * @throws DataException Flink cannot name it: a local file whose name is no text here
     */
    Path path() {
        Path path = new Path(uri);
        if (local != null && !FlinkPath.finds(path, java.nio.file.Path.of(uri))) {
            throw new DataException(
                    "%s cannot be found by a Flink job: its name is no text in this process's"
                                    .formatted(name)
                            + " encoding, %s. Start it with LC_ALL=C.UTF-8, or rename the file."
                                    .formatted(System.getProperty("sun.jnu.encoding")));
        }
        return path;
    }

    /** A directory on any file system that Flink knows; it must be there, but may be empty. */
    static Path directory(String name) {
        Path path = FlinkPath.of(name);
        try {
            if (path.getFileSystem().getFileStatus(path).isDir()) {
                return path;
            }
        } catch (FileNotFoundException e) {
            throw DataPaths.missing(name, e.getMessage());
        } catch (IOException e) {
            throw DataPaths.unreadable(name, e);
        }
        throw new DataException(name + " is a file. Expected a directory to watch for new files.");
    }
}
