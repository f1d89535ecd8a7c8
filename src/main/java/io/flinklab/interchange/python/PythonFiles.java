package io.flinklab.interchange.python;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** The Python sources that this package brings. */
final class PythonFiles {
    private PythonFiles() {}

    /** Writes some of them into a directory. */
    static void unpack(Path directory, String... names) throws IOException {
        for (String name : names) {
            try (InputStream source = PythonFiles.class.getResourceAsStream(name)) {
                Files.copy(source, directory.resolve(name));
            }
        }
    }
}
