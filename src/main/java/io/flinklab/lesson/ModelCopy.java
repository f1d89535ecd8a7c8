package io.flinklab.lesson;

import io.flinklab.store.StoredModel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.flink.util.FileUtils;

/**
 * A copy of a model directory to spoil on purpose, as a bad disk or a careless hand would, so that
 * a reader sees what opening it says.
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
        copy(model.directory(), copy);
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

    /** Copies a directory to where nothing is yet. */
    static void copy(Path from, Path to) throws IOException {
        FileUtils.copy(
                org.apache.flink.core.fs.Path.fromLocalFile(from.toFile()),
                org.apache.flink.core.fs.Path.fromLocalFile(to.toFile()),
                false);
    }
}
