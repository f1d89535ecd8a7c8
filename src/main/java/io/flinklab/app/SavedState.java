package io.flinklab.app;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.stream.Stream;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.Path;
import org.apache.flink.runtime.checkpoint.Checkpoints;
import org.apache.flink.runtime.checkpoint.OperatorState;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.checkpoint.metadata.CheckpointMetadata;
import org.apache.flink.runtime.state.OperatorStateHandle;
import org.apache.flink.runtime.state.StreamStateHandle;
import org.apache.flink.runtime.state.filesystem.FileStateHandle;

/**
 * A checkpoint or a savepoint.
 *
 * @param directory where it is
 * @param number from run to run a stream's are numbered together; the times of files are no order,
 *     because on S3 they are whole seconds
 * @param written milliseconds since 1970 UTC
 * @param damage why it cannot be used, empty if it can
 */
record SavedState(String directory, long number, long written, String damage) {
    static final String METADATA = "_metadata";

    boolean isWhole() {
        return damage.isEmpty();
    }

    /**
     * Reads one, and looks whether all of its files are there.
     *
     * @throws FileNotFoundException it was deleted meanwhile
     * @throws IOException the file system does not answer
     */
    static SavedState read(FileStatus metadata) throws IOException {
        String directory = metadata.getPath().getParent().toString();
        long written = metadata.getModificationTime();
        byte[] content;
        try (InputStream in = metadata.getPath().getFileSystem().open(metadata.getPath())) {
            content = in.readAllBytes();
        }
        CheckpointMetadata read;
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(content))) {
            read =
                    Checkpoints.loadCheckpointMetadata(
                            in, SavedState.class.getClassLoader(), metadata.getPath().toString());
        } catch (IOException | RuntimeException | LinkageError e) {
            return new SavedState(
                    directory,
                    0,
                    written,
                    METADATA + " is no list of its state (" + content.length + " bytes)");
        }
        return new SavedState(directory, read.getCheckpointId(), written, missing(read));
    }

    private static String missing(CheckpointMetadata metadata) throws IOException {
        for (OperatorState operator : metadata.getOperatorStates()) {
            for (OperatorSubtaskState subtask : operator.getStates()) {
                for (OperatorStateHandle handle :
                        Stream.concat(
                                        subtask.getManagedOperatorState().stream(),
                                        subtask.getRawOperatorState().stream())
                                .toList()) {
                    String missing = missing(handle.getDelegateStateHandle());
                    if (!missing.isEmpty()) {
                        return missing;
                    }
                }
            }
        }
        return "";
    }

    private static String missing(StreamStateHandle handle) throws IOException {
        if (!(handle instanceof FileStateHandle file)) {
            return "";
        }
        Path path = file.getFilePath();
        try {
            long found = path.getFileSystem().getFileStatus(path).getLen();
            return found == file.getStateSize()
                    ? ""
                    : "expected %s bytes in %s, found %s"
                            .formatted(file.getStateSize(), path.getName(), found);
        } catch (FileNotFoundException e) {
            return path.getName() + " is missing";
        }
    }
}
