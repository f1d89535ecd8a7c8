package io.flinklab.training.rounds;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import org.apache.flink.core.memory.MemorySegment;
import org.apache.flink.runtime.io.disk.iomanager.IOManager;
import org.apache.flink.runtime.memory.MemoryAllocationException;
import org.apache.flink.runtime.memory.MemoryManager;

/**
 * Pages of bytes in Flink's managed memory and, when an operator's share of it is full, in a file
 * of Flink's temporary directories. A page is known by its number.
 */
final class PageStore implements AutoCloseable {
    /** So that not every page asks Flink for memory. */
    private static final int PAGES_AT_ONCE = 16;

    private final Object owner;
    private final MemoryManager memory;
    private final IOManager files;
    private final int pageSize;
    private final int mostInMemory;
    private final List<MemorySegment> segments = new ArrayList<>();
    private final Deque<MemorySegment> unused = new ArrayDeque<>();
    private final Deque<Integer> freeInMemory = new ArrayDeque<>();
    private final Deque<Integer> freeInFile = new ArrayDeque<>();
    private int pagesInFile;
    private Path path;
    private FileChannel file;

    /**
     * A store without pages, which takes memory as it fills.
     *
     * @param owner whom Flink holds responsible for the memory
     * @param share of the slot's managed memory, 0 to 1
     */
    PageStore(Object owner, MemoryManager memory, double share, IOManager files) {
        this.owner = owner;
        this.memory = memory;
        this.files = files;
        pageSize = memory.getPageSize();
        mostInMemory = share > 0 ? memory.computeNumberOfPages(share) : 0;
    }

    int pageSize() {
        return pageSize;
    }

    /** How many pages lie in the file. */
    int spilled() {
        return pagesInFile - freeInFile.size();
    }

    /** Keeps a copy of a page, and returns its number. */
    int add(byte[] page) throws IOException {
        Integer free = freeInMemory.poll();
        if (free != null) {
            segments.get(free).put(0, page, 0, pageSize);
            return free;
        }
        MemorySegment segment = segments.size() < mostInMemory ? segment() : null;
        if (segment == null) {
            return addToFile(page);
        }
        segment.put(0, page, 0, pageSize);
        segments.add(segment);
        return segments.size() - 1;
    }

    private MemorySegment segment() {
        if (unused.isEmpty()) {
            int wanted = Math.min(PAGES_AT_ONCE, mostInMemory - segments.size());
            try {
                unused.addAll(memory.allocatePages(owner, wanted));
            } catch (MemoryAllocationException full) {
                // The file takes what memory does not.
                return null;
            }
        }
        return unused.poll();
    }

    /** Numbers of pages in the file are below 0. */
    private int addToFile(byte[] page) throws IOException {
        if (file == null) {
            path = files.createChannel().getPathFile().toPath();
            file =
                    FileChannel.open(
                            path,
                            StandardOpenOption.CREATE_NEW,
                            StandardOpenOption.READ,
                            StandardOpenOption.WRITE);
        }
        Integer free = freeInFile.poll();
        int place = free == null ? pagesInFile++ : free;
        ByteBuffer bytes = ByteBuffer.wrap(page, 0, pageSize);
        for (long at = (long) place * pageSize; bytes.hasRemaining(); ) {
            at += file.write(bytes, at);
        }
        return -1 - place;
    }

    /** Copies a page to a position of an array. */
    void get(int page, byte[] into, int position) throws IOException {
        if (page >= 0) {
            segments.get(page).get(0, into, position, pageSize);
            return;
        }
        ByteBuffer bytes = ByteBuffer.wrap(into, position, pageSize);
        for (long at = (long) (-1 - page) * pageSize; bytes.hasRemaining(); ) {
            int read = file.read(bytes, at);
            if (read < 0) {
                throw new IOException(
                        "Expected " + pageSize + " bytes of training rows in " + path + ".");
            }
            at += read;
        }
    }

    /** Forgets a page, whose room another one gets. */
    void free(int page) {
        if (page >= 0) {
            freeInMemory.add(page);
        } else {
            freeInFile.add(-1 - page);
        }
    }

    /** Gives the memory back to Flink and deletes the file. */
    @Override
    public void close() throws IOException {
        Collection<MemorySegment> all = new ArrayList<>(segments);
        all.addAll(unused);
        memory.release(all);
        segments.clear();
        unused.clear();
        freeInMemory.clear();
        freeInFile.clear();
        pagesInFile = 0;
        if (file != null) {
            file.close();
            file = null;
            Files.deleteIfExists(path);
        }
    }
}
