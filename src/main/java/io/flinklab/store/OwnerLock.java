package io.flinklab.store;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A file that stays locked as long as its owner lives: the operating system takes the lock from a
 * process that dies, and from no other. Closing it removes the file.
 */
final class OwnerLock implements Closeable {
    /**
     * What this process has open, by real path. On POSIX systems closing any channel to a file ends
     * all of the process's locks on it, so no second one may be opened.
     */
    private static final Map<Path, FileChannel> OPEN = new ConcurrentHashMap<>();

    private final Path file;
    private final FileChannel channel;

    private OwnerLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /**
     * Makes and locks a new file. Empty, with no file left, where the file system has no locks or
     * another process took the file for abandoned before it was locked.
     *
     * @param file its directory is there, the file itself is not
     */
    static synchronized Optional<OwnerLock> create(Path file) throws IOException {
        Path real = real(file);
        FileChannel channel =
                FileChannel.open(real, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        OPEN.put(real, channel);
        OwnerLock lock = new OwnerLock(real, channel);
        if (isLocked(channel) && Files.exists(real)) {
            return Optional.of(lock);
        }
        lock.close();
        return Optional.empty();
    }

    /** Locks the file of an owner that has died; empty where it lives, or where that is unclear. */
    static synchronized Optional<OwnerLock> takeOver(Path file) {
        try {
            Path real = real(file);
            if (OPEN.containsKey(real)) {
                return Optional.empty();
            }
            FileChannel channel = FileChannel.open(real, StandardOpenOption.WRITE);
            OPEN.put(real, channel);
            OwnerLock lock = new OwnerLock(real, channel);
            if (isLocked(channel)) {
                return Optional.of(lock);
            }
            lock.release();
            return Optional.empty();
        } catch (OverlappingFileLockException anotherClassLoader) {
            // Not closed: that would end the lock of these classes loaded a second time.
            return Optional.empty();
        } catch (IOException untold) {
            return Optional.empty();
        }
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(file);
        release();
    }

    /** Ends the lock, and leaves the file. */
    void release() throws IOException {
        channel.close();
        OPEN.remove(file);
    }

    private static boolean isLocked(FileChannel channel) {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (IOException noLocks) {
            return false;
        }
    }

    /** The same for every way to the directory. */
    private static Path real(Path file) throws IOException {
        return file.getParent().toRealPath().resolve(file.getFileName());
    }
}
