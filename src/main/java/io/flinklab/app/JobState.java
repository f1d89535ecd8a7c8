package io.flinklab.app;

import io.flinklab.data.DataException;
import io.flinklab.data.FlinkPath;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;

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
     * The newest whole checkpoint or savepoint; empty before the first.
     *
     * @throws DataException if the directory cannot be read
     */
    Optional<String> newest() {
        List<FileStatus> found = new ArrayList<>();
        try {
            collect(new Path(checkpoints()), DEPTH, found);
            collect(new Path(savepoints()), DEPTH, found);
        } catch (IOException e) {
            throw new DataException(
                    directory + " cannot be read: " + e + ". Check --state and its permissions.",
                    e);
        }
        return found.stream()
                .max(Comparator.comparingLong(FileStatus::getModificationTime))
                .map(metadata -> metadata.getPath().getParent().toString());
    }

    private static void collect(Path directory, int depth, List<FileStatus> found)
            throws IOException {
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
                found.add(entry);
            } else if (entry.isDir() && depth > 0) {
                collect(entry.getPath(), depth - 1, found);
            }
        }
    }
}
