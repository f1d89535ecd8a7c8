package io.flinklab.lesson;

import io.flinklab.store.StoredModel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.util.FileUtils;

/**
 * A copy of a model directory to spoil on purpose, as a bad disk or a careless hand would: to see
 * what opening it says.
 *
 * @param directory the copy; its name is the version's
 */
public record ModelCopy(Path directory) {

    /**
     * Copies a model directory, over an earlier copy of the same version.
     *
     * @param parent where the copy goes, made if it is not there
     */
    public static ModelCopy of(StoredModel model, Path parent) throws IOException {
        Path copy = parent.resolve(model.version());
        FileUtils.deleteDirectory(copy.toFile());
        Files.createDirectories(parent);
        for (Path path : contents(model.directory())) {
            Files.copy(path, copy.resolve(model.directory().relativize(path).toString()));
        }
        return new ModelCopy(copy);
    }

    /** Changes one bit of the byte in the middle of a file. */
    public ModelCopy spoil(String file) throws IOException {
        byte[] bytes = Files.readAllBytes(directory.resolve(file));
        bytes[bytes.length / 2] ^= 1;
        Files.write(directory.resolve(file), bytes);
        return this;
    }

    /** Replaces a text in a file. */
    public ModelCopy edit(String file, String before, String after) throws IOException {
        String text = Files.readString(directory.resolve(file), StandardCharsets.UTF_8);
        if (!text.contains(before)) {
            throw new IllegalArgumentException(
                    directory.resolve(file) + ": expected the text " + before + "; found none.");
        }
        Files.writeString(directory.resolve(file), text.replace(before, after));
        return this;
    }

    /** Directories come before what is in them. */
    private static List<Path> contents(Path directory) throws IOException {
        try (Stream<Path> walk = Files.walk(directory)) {
            return walk.toList();
        }
    }
}
