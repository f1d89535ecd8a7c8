package io.flinklab.lesson;

import io.flinklab.data.Example;
import io.flinklab.data.Schema;
import io.flinklab.data.csv.ExampleCsv;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * A directory that a stream watches. A rename brings each file into it, so a file is whole when the
 * stream first sees it.
 *
 * @param schema what the files hold
 * @param directory where the files are; must exist
 */
public record Inbox(Schema schema, Path directory) {

    /** Drops a file of examples without their labels. */
    public Path drop(String name, List<Example> examples) throws IOException {
        return drop(name, ExampleCsv.unlabelled(schema).write(examples));
    }

    /**
     * Drops a file.
     *
     * @param name must end in {@code .csv}, and be no other file's: a stream reads a name once
     * @param text the file's content
     */
    public Path drop(String name, String text) throws IOException {
        Path file = directory.resolve(name);
        if (Files.exists(file)) {
            throw new IllegalArgumentException(
                    "Expected a name that no file of "
                            + directory
                            + " has, found "
                            + name
                            + ": the stream reads each name once. Choose another.");
        }
        Path hidden = Files.writeString(directory.resolve("." + name), text);
        return Files.move(hidden, file, StandardCopyOption.ATOMIC_MOVE);
    }

    /** The directory, for {@code MessageSource.watched}. */
    @Override
    public String toString() {
        return directory.toString();
    }
}
