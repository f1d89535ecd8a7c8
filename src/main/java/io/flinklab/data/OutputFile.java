package io.flinklab.data;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A file in the making, which appears under its name when it is whole. Whatever file a command
 * makes is written by this.
 *
 * <ul>
 *   <li>A link stays; what it leads to is written, whether or not that is there yet. A device, a
 *       pipe, and what is opened already, as {@code /dev/stdout}, are written into. A directory is
 *       refused.
 *   <li>Everything else is first written to a neighbour with a name of its own, and renamed in one
 *       step when it is finished. Of several runs that write one file the last one to finish wins,
 *       and the file is whole at any time. Another hard link to the old file keeps the old content.
 *   <li>A file that was there hands on its mode, and its owner and group where that is permitted; a
 *       new file gets what is usual for the user. Directories that are missing are made.
 *   <li>What is not finished is deleted, also where the process is told to stop. A process that is
 *       killed may leave one file, whose name starts with a dot.
 * </ul>
 */
public final class OutputFile implements Closeable {
    private static final int BUFFER = 1 << 16;
    private static final int STANDARD_OUTPUT = 1;
    private static final int STANDARD_ERROR = 2;

    private final OutputStream stream;
    private final UnfinishedFile unfinished;

    /**
     * @param unfinished where the stream writes, null if it writes straight into the target
     */
    private OutputFile(OutputStream stream, UnfinishedFile unfinished) {
        this.stream = stream;
        this.unfinished = unfinished;
    }

    /**
     * Begins a file.
     *
     * @throws IOException it cannot be written; {@link #unwritable} makes an error of it
     */
    public static OutputFile create(Path path) throws IOException {
        return create(path, true);
    }

    private static OutputFile create(Path path, boolean forgottenWhenStopped) throws IOException {
        PathTarget target = PathTarget.of(path);
        if (target.kind() == PathTarget.Kind.DIRECTORY) {
            throw new IOException("it is a directory");
        }
        if (isInPlace(target)) {
            return new OutputFile(new BufferedOutputStream(into(target), BUFFER), null);
        }
        UnfinishedFile unfinished = UnfinishedFile.of(target.path(), forgottenWhenStopped);
        return new OutputFile(new BufferedOutputStream(unfinished.stream(), BUFFER), unfinished);
    }

    /**
     * Writes a file from its beginning to its end.
     *
     * @throws IOException it cannot be written; nothing has changed then
     */
    public static void write(Path path, Content content) throws IOException {
        write(path, true, content);
    }

    /**
     * The same, to its end also while the process is being stopped, for what has to be done once it
     * is begun.
     *
     * @throws IOException it cannot be written; nothing has changed then
     */
    public static void writeToItsEnd(Path path, Content content) throws IOException {
        write(path, false, content);
    }

    private static void write(Path path, boolean forgottenWhenStopped, Content content)
            throws IOException {
        try (OutputFile file = create(path, forgottenWhenStopped)) {
            content.writeTo(file.stream());
            file.finish();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** What a file is to hold. */
    public interface Content {

        /**
         * Writes it.
         *
         * @param out need not be flushed, must not be closed
         */
        void writeTo(OutputStream out) throws IOException;
    }

    /**
     * Whether a path is written into as the content comes: that of a device, of a pipe, or of what
     * is opened already. Nothing can be put beside it.
     */
    public static boolean isInPlace(Path path) {
        try {
            return isInPlace(PathTarget.of(path));
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean isInPlace(PathTarget target) {
        return target.kind() == PathTarget.Kind.OTHER || target.isOpened();
    }

    /** Whether a path is that of this process's standard output, where messages go as well. */
    public static boolean isStandardOutput(Path path) {
        try {
            return PathTarget.of(path).descriptor() == STANDARD_OUTPUT;
        } catch (IOException e) {
            return false;
        }
    }

    /** Says that a file cannot be written, why, and what to do. */
    public static DataException unwritable(Path path, IOException cause) {
        String reason = IoFailure.reason(cause);
        return isFull(cause)
                ? new DataException(
                        path
                                + " cannot be written: the disk is full ("
                                + reason
                                + "). Choose another path, or make room.",
                        cause)
                : new DataException(
                        path + " cannot be written: " + reason + ". Choose another path.", cause);
    }

    /** Where to write the content. */
    public OutputStream stream() {
        return stream;
    }

    /** Makes the file visible. */
    public void finish() throws IOException {
        stream.flush();
        if (unfinished != null) {
            unfinished.finish();
        }
    }

    /** Deletes what is not finished. */
    @Override
    public void close() throws IOException {
        if (unfinished != null) {
            unfinished.close();
        } else {
            stream.close();
        }
    }

    private static OutputStream into(PathTarget target) throws IOException {
        return switch (target.descriptor()) {
            // Not opened anew: the messages behind the content, or before it, would be lost.
            case STANDARD_OUTPUT -> keptOpen(FileDescriptor.out);
            case STANDARD_ERROR -> keptOpen(FileDescriptor.err);
            default ->
                    target.kind() == PathTarget.Kind.FILE
                            ? Files.newOutputStream(target.path(), StandardOpenOption.APPEND)
                            : Files.newOutputStream(target.path(), StandardOpenOption.WRITE);
        };
    }

    private static OutputStream keptOpen(FileDescriptor descriptor) {
        return new FilterOutputStream(new FileOutputStream(descriptor)) {
            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                out.write(bytes, offset, length);
            }

            @Override
            public void close() throws IOException {
                flush();
            }
        };
    }

    private static boolean isFull(IOException cause) {
        String message = String.valueOf(cause.getMessage());
        return message.contains("No space left") || message.contains("quota exceeded");
    }
}
