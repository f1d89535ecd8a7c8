package io.flinklab.data;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.UUID;

/** A neighbour of a file that becomes that file in one step, or is deleted. */
final class UnfinishedFile implements Closeable {
    /** Not made of the file's name, which may be as long as a name can be. */
    private static final String PREFIX = ".flink-ml-lab-";

    private final Path target;
    private final Path file;
    private final Thread deletion;
    private final FileChannel channel;

    private UnfinishedFile(Path target, Path file, Thread deletion, FileChannel channel) {
        this.target = target;
        this.file = file;
        this.deletion = deletion;
        this.channel = channel;
    }

    /**
     * Makes the neighbour, with the mode and, where that is permitted, the owner of the file.
     *
     * @param target without a link in it; may not be there yet, nor its directory
     * @param deletedWhenStopped whether it is deleted as soon as the process is told to stop
     * @throws IOException it cannot be made, or the process is being stopped and would delete it
     */
    static UnfinishedFile of(Path target, boolean deletedWhenStopped) throws IOException {
        Path directory = target.getParent();
        if (!Files.isDirectory(directory)) {
            Files.createDirectories(directory);
        }
        Path file = directory.resolve(PREFIX + UUID.randomUUID());
        Thread deletion = new Thread(() -> delete(file), "deletes " + file);
        if (deletedWhenStopped) {
            deleteWhenStopped(deletion);
        }
        try {
            return new UnfinishedFile(target, file, deletion, open(target, file));
        } catch (IOException | RuntimeException e) {
            keepWhenStopped(deletion);
            delete(file);
            throw e;
        }
    }

    OutputStream stream() {
        return Channels.newOutputStream(channel);
    }

    /** Makes it the file. */
    void finish() throws IOException {
        // Some file systems find out only now that there is no space.
        channel.force(true);
        channel.close();
        Files.move(file, target, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Deletes it where it is not finished. */
    @Override
    public void close() throws IOException {
        try {
            channel.close();
        } finally {
            keepWhenStopped(deletion);
            Files.deleteIfExists(file);
        }
    }

    private static FileChannel open(Path target, Path file) throws IOException {
        if (!Files.exists(target)) {
            return FileChannel.open(file, create());
        }
        if (!Files.isWritable(target)) {
            throw new AccessDeniedException(target.toString());
        }
        PosixFileAttributeView old = posix(target);
        if (old == null) {
            return FileChannel.open(file, create());
        }
        PosixFileAttributes kept = old.readAttributes();
        // From the first moment on, nobody reads it who could not read the old one.
        FileChannel channel = FileChannel.open(file, create(), mode(kept));
        try {
            takeOver(kept, posix(file));
            return channel;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static Set<StandardOpenOption> create() {
        return Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }

    private static FileAttribute<?> mode(PosixFileAttributes attributes) {
        return PosixFilePermissions.asFileAttribute(attributes.permissions());
    }

    private static PosixFileAttributeView posix(Path path) {
        return Files.getFileAttributeView(path, PosixFileAttributeView.class);
    }

    private static void takeOver(PosixFileAttributes kept, PosixFileAttributeView file)
            throws IOException {
        PosixFileAttributes found = file.readAttributes();
        if (!found.group().equals(kept.group())) {
            whereItIsPermitted(() -> file.setGroup(kept.group()));
        }
        if (!found.owner().equals(kept.owner())) {
            whereItIsPermitted(() -> file.setOwner(kept.owner()));
        }
        file.setPermissions(kept.permissions());
    }

    private static void whereItIsPermitted(Change change) {
        try {
            change.make();
        } catch (IOException notPermitted) {
            return;
        }
    }

    private interface Change {
        void make() throws IOException;
    }

    private static void deleteWhenStopped(Thread deletion) throws IOException {
        try {
            Runtime.getRuntime().addShutdownHook(deletion);
        } catch (IllegalStateException e) {
            throw new IOException("this process is being stopped", e);
        }
    }

    private static void keepWhenStopped(Thread deletion) {
        try {
            Runtime.getRuntime().removeShutdownHook(deletion);
        } catch (IllegalStateException beingStopped) {
            return;
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
