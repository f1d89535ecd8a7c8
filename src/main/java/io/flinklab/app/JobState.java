package io.flinklab.app;

import io.flinklab.data.DataException;
import io.flinklab.data.IoFailure;
import io.flinklab.data.flink.FlinkPath;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Properties;
import java.util.function.Consumer;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.FileSystem.WriteMode;
import org.apache.flink.core.fs.Path;

/**
 * The directory in which a stream's checkpoints and savepoints are, from which the next run of the
 * same stream goes on.
 *
 * @param directory a path, or an address on a file system that Flink knows
 */
record JobState(String directory) {
    private static final String NOTE = "stream.properties";
    private static final String CHECKPOINT = "chk-";
    private static final String BEGIN_ANEW =
            "To begin anew, with all scores once more, give another --state or delete this one.";

    /** Savepoints are at depth 1 below their directory, checkpoints at depth 2 below theirs. */
    private static final int DEPTH = 2;

    /** Where checkpoints go. */
    String checkpoints() {
        return path("checkpoints").toString();
    }

    /** Where savepoints go. */
    String savepoints() {
        return path("savepoints").toString();
    }

    /** The file that a source with an end writes when it has come there. */
    String end() {
        return path("end").toString();
    }

    /**
     * Where the stream of this note is to go on; empty if it is to begin.
     *
     * @param tell is told what was passed over
     * @throws DataException if it can do neither without losing or doubling scores, or if the
     *     directory cannot be read
     */
    Optional<Resumption> resume(StreamNote now, Consumer<String> tell) {
        try {
            Optional<StreamNote> earlier = note();
            Optional<SavedState> newest =
                    newest(earlier.map(StreamNote::checkpoint).orElse(0L), tell);
            if (newest.isEmpty()) {
                return Optional.empty();
            }
            now.requireSameAs(
                    earlier.orElseThrow(
                            () ->
                                    new DataException(
                                            ("--state %s has checkpoints without the note "
                                                            + NOTE
                                                            + ", as those of an earlier version,"
                                                            + " which this one cannot read. %s")
                                                    .formatted(directory, BEGIN_ANEW))),
                    directory);
            SavedState from = newest.get();
            return Optional.of(
                    new Resumption(
                            from.directory(),
                            now.after(earlier.get()).at(from.number()),
                            now.lacksPartsOf(earlier.get())));
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /**
     * From where a stream goes on.
     *
     * @param directory the checkpoint or savepoint
     * @param note what to note of the stream
     * @param hasMore whether it has parts that the stream does not need
     */
    record Resumption(String directory, StreamNote note, boolean hasMore) {}

    /**
     * The newest whole checkpoint or savepoint; empty before the first.
     *
     * @param known the number of the last that is known of
     */
    private Optional<SavedState> newest(long known, Consumer<String> tell) throws IOException {
        List<SavedState> all = saved();
        Optional<SavedState> newest =
                all.stream()
                        .filter(SavedState::isWhole)
                        .max(Comparator.comparingLong(SavedState::number));
        List<SavedState> damaged =
                all.stream()
                        .filter(each -> !each.isWhole())
                        .sorted(Comparator.comparingLong(SavedState::written).reversed())
                        .toList();
        if (newest.isEmpty()) {
            if (!damaged.isEmpty()) {
                throw new DataException(
                        "--state %s has no checkpoint that is whole: %s. %s"
                                .formatted(directory, told(damaged.get(0)), BEGIN_ANEW));
            }
            if (known > 0) {
                throw new DataException(
                        "--state %s has lost its checkpoints: expected number %s, found none. %s"
                                .formatted(directory, known, BEGIN_ANEW));
            }
            return newest;
        }
        damaged.stream()
                .filter(each -> each.written() >= newest.get().written())
                .forEach(each -> tell.accept(older(told(each), newest.get())));
        if (damaged.isEmpty() && known > newest.get().number()) {
            tell.accept(older("checkpoint " + known + " is missing", newest.get()));
        }
        return newest;
    }

    private static String told(SavedState damaged) {
        return damaged.directory() + " is damaged: " + damaged.damage();
    }

    private static String older(String problem, SavedState used) {
        return ("warning: %s. The stream goes on from an older one, %s; what was scored since is"
                        + " scored once more")
                .formatted(problem, used.directory());
    }

    private List<SavedState> saved() throws IOException {
        List<FileStatus> metadata = new ArrayList<>();
        collect(path("checkpoints"), DEPTH, metadata);
        collect(path("savepoints"), DEPTH, metadata);
        List<SavedState> saved = new ArrayList<>();
        for (FileStatus each : metadata) {
            try {
                saved.add(SavedState.read(each));
            } catch (FileNotFoundException deletedMeanwhile) {
                continue;
            }
        }
        return saved;
    }

    /** The newest whole checkpoint or savepoint, if there is one. */
    Optional<SavedState> newest() throws IOException {
        return saved().stream()
                .filter(SavedState::isWhole)
                .max(Comparator.comparingLong(SavedState::number));
    }

    /** The number of the newest checkpoint as its name says, without reading it. */
    OptionalLong newestNumber() throws IOException {
        List<FileStatus> metadata = new ArrayList<>();
        collect(path("checkpoints"), DEPTH, metadata);
        return metadata.stream()
                .map(each -> each.getPath().getParent().getName())
                .filter(name -> name.startsWith(CHECKPOINT))
                .mapToLong(name -> Long.parseLong(name.substring(CHECKPOINT.length())))
                .max();
    }

    /** Writes the note, whole or not at all. */
    void write(StreamNote note) throws IOException {
        Path target = path(NOTE);
        FileSystem files = target.getFileSystem();
        // An object store shows a file when it is whole, and has no rename.
        Path written = files.isDistributedFS() ? target : path("." + NOTE);
        try (OutputStream out = files.create(written, WriteMode.OVERWRITE)) {
            note.write().store(out, "What the stream of these checkpoints reads and writes.");
        }
        if (!written.equals(target) && !files.rename(written, target)) {
            throw new IOException(written + " cannot be renamed to " + target);
        }
    }

    private Optional<StreamNote> note() throws IOException {
        Path path = path(NOTE);
        Properties text = new Properties();
        try (InputStream in = path.getFileSystem().open(path)) {
            text.load(in);
            return Optional.of(StreamNote.read(text));
        } catch (FileNotFoundException none) {
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            throw new DataException(
                    "%s does not say what the stream was: %s. %s"
                            .formatted(path, e.getMessage(), BEGIN_ANEW),
                    e);
        }
    }

    /** What a source wrote at its end, if it has come there. */
    Optional<String> readEnd() throws IOException {
        Path path = new Path(end());
        if (!path.getFileSystem().exists(path)) {
            return Optional.empty();
        }
        try (InputStream in = path.getFileSystem().open(path)) {
            String text = new String(in.readAllBytes(), StandardCharsets.US_ASCII);
            return text.isEmpty() ? Optional.empty() : Optional.of(text);
        }
    }

    /** Forgets an earlier run's end. */
    void deleteEnd() throws IOException {
        Path path = new Path(end());
        path.getFileSystem().delete(path, false);
    }

    DataException unreadable(IOException e) {
        IoFailure failure = IoFailure.of(e, "Check --state and its permissions.");
        return new DataException(
                directory
                        + " cannot be read or written: "
                        + failure.reason()
                        + ". "
                        + failure.cure(),
                e);
    }

    private Path path(String name) {
        return new Path(FlinkPath.of(directory), name);
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
            if (entry.getPath().getName().equals(SavedState.METADATA)) {
                found.add(entry);
            } else if (entry.isDir() && depth > 0) {
                collect(entry.getPath(), depth - 1, found);
            }
        }
    }
}
