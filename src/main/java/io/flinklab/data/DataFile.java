package io.flinklab.data;

import io.flinklab.data.flink.RemoteListing;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file on any file system that Flink knows.
 *
 * @param name the path as the caller gave it, or found below it
 * @param uri the same, absolute; it holds every byte of a name, text or not
 * @param length in bytes, where it is known before the file is opened; otherwise 0
 * @param local the path as the caller gave it, or found below it; null for a file elsewhere
 */
public record DataFile(String name, URI uri, long length, Path local) {
    /** A request each is too much for the files of an object store, and few of these are small. */
    private static final long MAY_BE_EMPTY = 1 << 12;

    /** A file of this machine. */
    public static DataFile of(Path path) {
        // Flink's splits name a file without "..", and are looked up by that name.
        return new DataFile(path.toString(), PathTarget.withoutParents(path).toUri(), 0, path);
    }

    /**
     * A file elsewhere.
     *
     * @param uri absolute
     * @param length in bytes
     */
    public static DataFile of(String name, URI uri, long length) {
        return new DataFile(name, uri, length, null);
    }

    boolean mayBeEmpty() {
        return length <= MAY_BE_EMPTY;
    }

    /** Its bytes, as they are stored. */
    public InputStream open() throws IOException {
        return local == null ? RemoteListing.open(uri) : Files.newInputStream(local);
    }
}
