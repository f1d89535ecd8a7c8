package io.flinklab.app;

import io.flinklab.data.DataException;
import io.flinklab.data.FlinkPath;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;
import org.apache.flink.runtime.checkpoint.Checkpoints;

/**
 * The directory in which a stream's checkpoints and savepoints are, from which the next run of the
 * same stream goes on.
 *
 * @param directory a path, or an address on a file system that Flink knows
 */
record JobState(String directory) {
    private static final String METADATA = "_metadata";

    /** Savepoints are at depth 1 below their directory, checkpoints at depth 2 below theirs. */
    private static final int DEPTH = 2;

    /** Where checkpoints go. */
    String checkpoints() {
        return new Path(FlinkPath.of(directory), "checkpoints").toString();
    }

    /** Where savepoints go. */
    String savepoints() {
        return new Path(FlinkPath.of(directory), "savepoints").toString();
    }

    /**
     * The newest whole checkpoint or savepoint; empty before the first. One that was cut off while
     * it was written, as by a power cut, is none.
     *
     * @throws DataException if the directory cannot be read
     */
    Optional<String> newest() {
        Map<Long, Path> found = new TreeMap<>();
        try {
            List<Path> metadata = new ArrayList<>();
            collect(new Path(checkpoints()), DEPTH, metadata);
            collect(new Path(savepoints()), DEPTH, metadata);
            for (Path each : metadata) {
                number(each).ifPresent(number -> found.put(number, each));
            }
        } catch (IOException e) {
            throw new DataException(
                    directory + " cannot be read: " + e + ". Check --state and its permissions.",
                    e);
        }
        return found.values().stream()
                .reduce((older, newer) -> newer)
                .map(metadata -> metadata.getParent().toString());
    }

    /**
     * A stream's checkpoints and savepoints are numbered together, from run to run; the times of
     * files are no order, because on S3 they are whole seconds.
     */
    private static OptionalLong number(Path metadata) throws IOException {
        try (DataInputStream content =
                new DataInputStream(
                        new BufferedInputStream(metadata.getFileSystem().open(metadata)))) {
            return OptionalLong.of(
                    Checkpoints.loadCheckpointMetadata(
                                    content, JobState.class.getClassLoader(), metadata.toString())
                            .getCheckpointId());
        } catch (FileNotFoundException deletedMeanwhile) {
            return OptionalLong.empty();
        } catch (EOFException cutOff) {
            return OptionalLong.empty();
        }
    }

    private static void collect(Path directory, int depth, List<Path> found) throws IOException {
        FileSystem files = directory.getFileSystem();
        FileStatus[] entries;
        try {
            entries = files.listStatus(directory);
        } catch (FileNotFoundException noneYet) {
            return;
        }
        if (entries == null) {
            return;
        }
        for (FileStatus entry : entries) {
            if (entry.getPath().getName().equals(METADATA)) {
                found.add(entry.getPath());
            } else if (entry.isDir() && depth > 0) {
                collect(entry.getPath(), depth - 1, found);
            }
        }
    }
}
