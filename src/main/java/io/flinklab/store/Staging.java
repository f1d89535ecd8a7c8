package io.flinklab.store;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A model in the making. Closing it removes what was not published. */
public final class Staging implements AutoCloseable {
    private final Path directory;
    private final Closeable owner;

    private Staging(Path directory, Closeable owner) {
        this.directory = directory;
        this.owner = owner;
    }

    /** In a directory that nobody but its owner ever removes. */
    public static Staging of(Path directory) {
        return of(directory, () -> {});
    }

    /**
     * In a directory that others remove once its owner has died.
     *
     * @param owner what tells them that he lives; closed with this
     */
    static Staging of(Path directory, Closeable owner) {
        return new Staging(directory, owner);
    }

    /** Where to save Flink ML's own pipeline; nothing is there yet, as Flink ML demands. */
    public Path pipeline() {
        return directory.resolve(ModelDirectory.PIPELINE);
    }

    Path directory() {
        return directory;
    }

    @Override
    public void close() {
        try (owner) {
            deleteTree(directory);
        } catch (IOException e) {
            throw StoreException.unwritable(directory.toString(), e);
        }
    }

    static void deleteTree(Path root) throws IOException {
        if (!Files.exists(root)) {
            return;
        }
        List<Path> deepestFirst;
        try (Stream<Path> walk = Files.walk(root)) {
            deepestFirst = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : deepestFirst) {
            Files.deleteIfExists(path);
        }
    }
}
