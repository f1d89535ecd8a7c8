package io.flinklab.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** A directory of this machine, where a rename makes all files of a version visible at once. */
final class LocalFiles implements StoreFiles {
    private static final String STAGING_PREFIX = ".staging-";

    private final Path root;

    LocalFiles(Path root) {
        this.root = root;
    }

    @Override
    public String where(String name) {
        return root.resolve(name).toString();
    }

    @Override
    public Optional<Path> path(String name) {
        return Optional.of(root.resolve(name));
    }

    @Override
    public Kind kind(String name) {
        Path path = root.resolve(name);
        if (Files.isDirectory(path)) {
            return Kind.DIRECTORY;
        }
        return Files.exists(path) ? Kind.FILE : Kind.NOTHING;
    }

    @Override
    public List<String> directories() throws IOException {
        if (!Files.exists(root)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(root)) {
            return entries.filter(Files::isDirectory)
                    .map(path -> path.getFileName().toString())
                    .toList();
        }
    }

    @Override
    public List<String> files(String directory) throws IOException {
        Path path = root.resolve(directory);
        try (Stream<Path> walk = Files.walk(path)) {
            return walk.filter(file -> !Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS))
                    .map(LocalFiles::regular)
                    .map(file -> path.relativize(file).toString().replace('\\', '/'))
                    .toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    @Override
    public InputStream open(String name) throws IOException {
        return Files.newInputStream(regular(root.resolve(name)));
    }

    @Override
    public void write(String name, byte[] content) throws IOException {
        Path file = root.resolve(name);
        Path written = file.resolveSibling("." + file.getFileName() + "-" + UUID.randomUUID());
        Files.write(written, content);
        Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public void delete(String name) throws IOException {
        Files.deleteIfExists(root.resolve(name));
    }

    @Override
    public Path stage(Instant oldest) throws IOException {
        Files.createDirectories(root);
        removeAbandoned(oldest);
        // Not createTempDirectory: what is published is for other users to read, too.
        return Files.createDirectory(root.resolve(STAGING_PREFIX + UUID.randomUUID()));
    }

    /** By one rename; a directory that is not empty is never replaced. */
    @Override
    public boolean publish(Path staged, String directory, List<String> last) throws IOException {
        Path target = root.resolve(directory);
        try {
            Files.move(staged, target, StandardCopyOption.ATOMIC_MOVE);
            return true;
        } catch (IOException e) {
            if (Files.exists(target) && Files.exists(staged)) {
                return false;
            }
            throw e;
        }
    }

    @Override
    public boolean isPublished(String directory, String last) {
        return Files.isDirectory(root.resolve(directory));
    }

    /** A link leads to what is not the store's own; a device or a pipe may never end. */
    private static Path regular(Path file) {
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)
                && !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                && !Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new StoreException(
                    file.toString(),
                    "a file of the store's own",
                    Files.isSymbolicLink(file) ? "a link" : "a pipe or a device",
                    "Put a copy of the file there.");
        }
        return file;
    }

    private void removeAbandoned(Instant oldest) throws IOException {
        List<Path> staged;
        try (Stream<Path> entries = Files.list(root)) {
            staged = entries.filter(LocalFiles::isStaging).toList();
        }
        for (Path path : staged) {
            removeIfOlder(path, oldest);
        }
    }

    private static void removeIfOlder(Path path, Instant oldest) throws IOException {
        try {
            if (Files.getLastModifiedTime(path).toInstant().isBefore(oldest)) {
                Staging.deleteTree(path);
            }
        } catch (NoSuchFileException | UncheckedIOException e) {
            // Another publisher has just published or removed it; what is left goes next time.
            return;
        }
    }

    private static boolean isStaging(Path path) {
        return path.getFileName().toString().startsWith(STAGING_PREFIX);
    }
}
