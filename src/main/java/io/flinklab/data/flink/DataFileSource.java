package io.flinklab.data.flink;

import io.flinklab.data.DataException;
import io.flinklab.data.DataFiles;
import io.flinklab.data.Schema;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.java.typeutils.ResultTypeQueryable;
import org.apache.flink.connector.file.src.impl.FileSourceReader;
import org.apache.flink.core.fs.Path;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.types.Row;

/**
 * Files of a table, for scoring: in no order of files, at any parallelism, with or without labels,
 * as rows of {@link EventRows#TYPE}. Event time is the file's modification time.
 *
 * <p>Nothing in a directory stops it. A file that does not fit the schema, a name that is not
 * UTF-8, a link that leads nowhere, a socket, a file that cannot be read or is gone before it is:
 * each becomes one reject. Files without rows, and names that begin with a dot or an underscore,
 * are left out; links are followed, each directory once.
 *
 * <p>A file is read once, up to the size that it had when it was taken. A checkpoint holds the
 * name, size and time of each file that was taken, so that a job which goes on from it reads what
 * is new: also a bounded one. Flink's own file source does the same for what only names tell, and
 * fails or stops looking at any of the above.
 */
public final class DataFileSource
        implements Source<Row, DataFileSplit, TakenFiles>, ResultTypeQueryable<Row> {
    private static final long serialVersionUID = 1L;

    /** Long enough for whoever writes slowly, short enough for whoever waits. */
    private static final Duration LONGEST_SETTLE = Duration.ofSeconds(2);

    private final Schema schema;
    private final Path[] roots;
    private final Duration every;
    private final FileIntake.SettleRule rule;
    private final Path end;

    private DataFileSource(
            Schema schema, Path[] roots, Duration every, FileIntake.SettleRule rule, Path end) {
        this.schema = schema;
        this.roots = roots;
        this.every = every;
        this.rule = rule;
        this.end = end;
    }

    /**
     * The files that are there when the job starts, each as a whole.
     *
     * @param paths files or directories of {@code .csv} files, on one of the file systems that
     *     Flink knows
     * @throws DataException if a path does not exist or a directory has no file
     */
    public static DataFileSource bounded(Schema schema, String... paths) {
        // Listed again when the job starts, which may be elsewhere; here for whoever is wrong.
        Arrays.stream(paths).forEach(path -> DataFiles.at(path).withRows(schema));
        Path[] roots = Arrays.stream(paths).map(FlinkPath::of).toArray(Path[]::new);
        return new DataFileSource(schema, roots, null, FileIntake.SettleRule.AT_ONCE, null);
    }

    /**
     * As {@link #watched(Schema, String, Duration, Duration, ChangedFile)}: a file is complete when
     * it is the same at the next look, or after two seconds where looks are rarer; changed files
     * are rejects.
     */
    public static DataFileSource watched(Schema schema, String directory, Duration every) {
        Duration settle = every.compareTo(LONGEST_SETTLE) < 0 ? every : LONGEST_SETTLE;
        return watched(schema, directory, every, settle, ChangedFile.REJECT);
    }

    /**
     * The {@code .csv} files that are in a directory and those that appear in it, at any depth,
     * without end.
     *
     * <p>A file is taken when it is complete: at once if it was moved to its name after it was
     * written, or is on an object store; otherwise when its size and time have stayed the same for
     * as long as {@code settle}, and five times as long if its last line has no end. That time is
     * measured here: the clock of the file system does not matter. Write files under a name that
     * starts with a dot and rename them, and none is ever taken too early.
     *
     * @param directory on any file system that Flink knows; may still be empty
     * @param every how often to look for new files
     * @param settle how long a file stays the same before it is taken; 0 takes it when it is seen
     * @param changed what becomes of a file that has another size or time later, and of a new file
     *     under the name of one that is gone
     * @throws DataException if there is no such directory
     */
    public static DataFileSource watched(
            Schema schema, String directory, Duration every, Duration settle, ChangedFile changed) {
        return new DataFileSource(
                schema,
                new Path[] {FlinkPath.directory(directory)},
                every,
                new FileIntake.SettleRule(settle, changed),
                null);
    }

    /** The same, for a file that changes after an earlier run of a bounded source took it. */
    public DataFileSource rescoring(ChangedFile changed) {
        return new DataFileSource(
                schema, roots, every, new FileIntake.SettleRule(rule.settle(), changed), end);
    }

    /**
     * The same for a bounded source, which then does not end: a job that has ended leaves no state
     * from which another could go on. Instead it writes a file when all of its records are under
     * way, so that somebody can stop it with a savepoint.
     *
     * @param file what to write: how many files and rejects there were in this run
     */
    public DataFileSource telling(String file) {
        return new DataFileSource(schema, roots, every, rule, FlinkPath.of(file));
    }

    /** What the files hold. */
    public Schema schema() {
        return schema;
    }

    List<Path> roots() {
        return List.of(roots);
    }

    /** Whether it looks again and again. */
    public boolean isWatching() {
        return every != null;
    }

    Duration every() {
        return every;
    }

    /** How often it may be time for a look. */
    Duration period() {
        Duration settle = rule.settle();
        return settle.toMillis() > 0 && settle.compareTo(every) < 0 ? settle : every;
    }

    FileIntake.SettleRule rule() {
        return rule;
    }

    /** What to write at the end, or null to end. */
    Path end() {
        return end;
    }

    @Override
    public Boundedness getBoundedness() {
        return isWatching() || end != null ? Boundedness.CONTINUOUS_UNBOUNDED : Boundedness.BOUNDED;
    }

    @Override
    public SourceReader<Row, DataFileSplit> createReader(SourceReaderContext context) {
        return new FileSourceReader<>(context, new FileEvents(schema), context.getConfiguration());
    }

    @Override
    public SplitEnumerator<DataFileSplit, TakenFiles> createEnumerator(
            SplitEnumeratorContext<DataFileSplit> context) {
        return restoreEnumerator(context, TakenFiles.NONE);
    }

    @Override
    public SplitEnumerator<DataFileSplit, TakenFiles> restoreEnumerator(
            SplitEnumeratorContext<DataFileSplit> context, TakenFiles before) {
        return new DataFileEnumerator(context, this, before);
    }

    @Override
    public SimpleVersionedSerializer<DataFileSplit> getSplitSerializer() {
        return new DataFileSplit.Serializer();
    }

    @Override
    public SimpleVersionedSerializer<TakenFiles> getEnumeratorCheckpointSerializer() {
        return new TakenFiles.Serializer();
    }

    @Override
    public TypeInformation<Row> getProducedType() {
        return EventRows.TYPE;
    }

    /** What becomes of a file whose content is no longer the one that was taken under its name. */
    public enum ChangedFile {
        /** One reject tells of it; nothing of it is read again. */
        REJECT,
        /** All of it is read as if it were a new file. */
        RESCORE
    }
}
