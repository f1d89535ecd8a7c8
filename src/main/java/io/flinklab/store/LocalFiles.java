package io.flinklab.store;

import io.flinklab.data.OutputFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** A directory of this machine, where a rename makes all files of a version visible at once. */
final class LocalFiles implements StoreFiles {
    private static final String STAGING_PREFIX = ".staging-";

    /** Of a file beside the staging directory, so that it is not published with it. */
    private static final String LOCK_SUFFIX = ".lock";

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
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    @Override
    public List<String> files(String directory) throws IOException {
        Path path = root.resolve(directory);
        List<String> names = new ArrayList<>();
        Files.walkFileTree(
                path,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                        regular(file);
                        names.add(path.relativize(file).toString().replace('\\', '/'));
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFileFailed(Path file, IOException failure)
                            throws IOException {
                        // Another process may take away what it had only begun to write.
                        if (failure instanceof NoSuchFileException && !file.equals(path)) {
                            return FileVisitResult.CONTINUE;
                        }
                        throw failure;
                    }
                });
        return List.copyOf(names);
    }

    @Override
    public InputStream open(String name) throws IOException {
        return Files.newInputStream(regular(root.resolve(name)));
    }

    @Override
    public void write(String name, byte[] content) throws IOException {
        OutputFile.writeToItsEnd(root.resolve(name), out -> out.write(content));
    }

    @Override
    public void delete(String name) throws IOException {
        Files.deleteIfExists(root.resolve(name));
    }

    @Override
    public Staging stage() throws IOException {
        Files.createDirectories(root);
        removeAbandoned();
        Path directory = root.resolve(STAGING_PREFIX + UUID.randomUUID());
        Optional<OwnerLock> lock = OwnerLock.create(lock(directory));
        // Not createTempDirectory: what is published is for other users to read, too.
        Files.createDirectory(directory);
        return lock.map(own -> Staging.of(directory, own)).orElse(Staging.of(directory));
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

    /** What has no lock is left alone: its owner may live. */
    private void removeAbandoned() throws IOException {
        List<Path> locks;
        try (Stream<Path> entries = Files.list(root)) {
            locks = entries.filter(LocalFiles::isLock).toList();
        }
        for (Path lock : locks) {
            OwnerLock abandoned = OwnerLock.takeOver(lock).orElse(null);
            if (abandoned != null) {
                remove(staging(lock), abandoned);
            }
        }
    }

    private static void remove(Path staging, OwnerLock abandoned) throws IOException {
        try {
            Staging.deleteTree(staging);
            abandoned.close();
        } catch (IOException | UncheckedIOException e) {
            // It belongs to another user, perhaps; it can stay as well as before.
            abandoned.release();
        }
    }

    private static Path lock(Path staging) {
        return staging.resolveSibling(staging.getFileName() + LOCK_SUFFIX);
    }

    private static Path staging(Path lock) {
        String name = lock.getFileName().toString();
        return lock.resolveSibling(name.substring(0, name.length() - LOCK_SUFFIX.length()));
    }

    private static boolean isLock(Path path) {
        String name = path.getFileName().toString();
        return name.startsWith(STAGING_PREFIX) && name.endsWith(LOCK_SUFFIX);
    }
}
