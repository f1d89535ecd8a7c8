package io.flinklab.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A model in the making. Closing it removes what was not published. */
public final class Staging implements AutoCloseable {
    private final Path directory;

    Staging(Path directory) {
        this.directory = directory;
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
        try {
            deleteTree(directory);
        } catch (IOException e) {
            throw StoreUnreachableException.unwritable(directory.toString(), e);
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
