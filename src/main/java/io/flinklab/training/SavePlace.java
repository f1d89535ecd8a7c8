package io.flinklab.training;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.util.FileUtils;

/**
 * Where a job saves a pipeline. Flink ML writes metadata to the path's URI form, and in a path with
 * a space, a % or a # that is another directory; such a pipeline is saved elsewhere and copied.
 */
final class SavePlace implements AutoCloseable {
    private final Path directory;
    private final Path detour;

    private SavePlace(Path directory, Path detour) {
        this.directory = directory;
        this.detour = detour;
    }

    static SavePlace of(Path directory) throws IOException {
        boolean plain = isPlain(directory);
        return new SavePlace(
                directory, plain ? null : Files.createTempDirectory("flink-ml-lab-pipeline"));
    }

    /** A directory that is not there yet, for Flink ML to save to. */
    Path path() {
        return detour == null ? directory : detour.resolve("pipeline");
    }

    /** Puts what was saved where it belongs, and names that. */
    Path finish() throws IOException {
        if (detour != null) {
            copy(path(), directory);
        }
        return directory;
    }

    @Override
    public void close() {
        if (detour != null) {
            FileUtils.deleteDirectoryQuietly(detour.toFile());
        }
    }

    private static boolean isPlain(Path directory) {
        URI uri = new org.apache.flink.core.fs.Path(directory.toString()).toUri();
        return uri.getRawPath().equals(uri.getPath());
    }

    private static void copy(Path from, Path to) throws IOException {
        List<Path> parentsFirst;
        try (Stream<Path> walk = Files.walk(from)) {
            parentsFirst = walk.toList();
        }
        for (Path path : parentsFirst) {
            Path target = to.resolve(from.relativize(path));
            if (Files.isDirectory(path)) {
                Files.createDirectories(target);
            } else {
                Files.copy(path, target);
            }
        }
    }
}
