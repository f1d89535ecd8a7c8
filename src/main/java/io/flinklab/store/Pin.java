package io.flinklab.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.UUID;

/** The small file that holds the name of the version in use where that is not the latest. */
final class Pin {
    private final Path file;

    Pin(Path store) {
        file = store.resolve("pinned");
    }

    Optional<String> read() {
        try {
            return Optional.of(Files.readString(file).strip());
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw StoreException.unreadable(file, e);
        }
    }

    void write(String version) {
        try {
            // A reader sees the old name or the new one, never half of one.
            Path written = file.resolveSibling(".pinned-" + UUID.randomUUID());
            Files.writeString(written, version + "\n");
            Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw StoreException.unwritable(file, e);
        }
    }

    void remove() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw StoreException.unwritable(file, e);
        }
    }

    Path file() {
        return file;
    }
}
