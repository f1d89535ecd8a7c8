package io.flinklab.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.Optional;

/** The small file that holds the name of the version in use where that is not the latest. */
final class Pin {
    private static final String FILE = "pinned";

    /** Many times a version's name. */
    private static final int MAX_BYTES = 100;

    private final StoreFiles files;

    Pin(StoreFiles files) {
        this.files = files;
    }

    boolean isFile(String name) {
        return name.equals(FILE);
    }

    Optional<String> read() {
        try (InputStream in = files.open(FILE)) {
            return Optional.of(
                    new String(in.readNBytes(MAX_BYTES), StandardCharsets.UTF_8).strip());
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw StoreException.unreadable(where(), e);
        }
    }

    void write(String version) {
        try {
            files.write(FILE, (version + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw StoreException.unwritable(where(), e);
        }
    }

    void remove() {
        try {
            files.delete(FILE);
        } catch (IOException e) {
            throw StoreException.unwritable(where(), e);
        }
    }

    String where() {
        return files.where(FILE);
    }
}
