package io.flinklab.store.flink;

import io.flinklab.data.Secrets;
import io.flinklab.store.ModelStore;
import java.io.Serializable;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.regex.Pattern;

/**
 * Where a model store is, in a form that a job can carry.
 *
 * @param text a path, a {@code file:} address, or the address of a directory in any file system
 *     that Flink knows, as {@code s3://bucket/models}
 */
public record StoreLocation(String text) implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final Pattern ADDRESS = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+://.*");

    /** Refuses an empty text, and an address with a key in it. */
    public StoreLocation {
        if (text.isBlank()) {
            throw new IllegalArgumentException(
                    "Expected a store's directory or address, found an empty text");
        }
        Secrets.requireNone(text);
    }

    /** The store of a directory of this machine. */
    public static StoreLocation of(Path directory) {
        return new StoreLocation(directory.toString());
    }

    /** Whether it takes one of Flink's file systems to reach the store. */
    public boolean isRemote() {
        return ADDRESS.matcher(text).matches() && !isFile();
    }

    /** The same place for a process that runs in another directory. */
    public StoreLocation absolute() {
        return isRemote() || isFile()
                ? this
                : new StoreLocation(Path.of(text).toAbsolutePath().normalize().toString());
    }

    /** The store; nothing is read yet. */
    public ModelStore open() {
        if (isRemote()) {
            return ModelStore.at(new FlinkFiles(text), Clock.systemUTC());
        }
        return ModelStore.at(isFile() ? Path.of(URI.create(text)) : Path.of(text));
    }

    private boolean isFile() {
        return text.startsWith("file:/");
    }

    /** As it was given. */
    @Override
    public String toString() {
        return text;
    }
}
