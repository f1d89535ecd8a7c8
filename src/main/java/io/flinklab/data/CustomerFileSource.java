package io.flinklab.data;

import java.time.Duration;
import java.util.Arrays;
import org.apache.flink.connector.file.src.FileSource;
import org.apache.flink.connector.file.src.enumerate.NonSplittingRecursiveAllDirEnumerator;
import org.apache.flink.core.fs.Path;
import org.apache.flink.types.Row;

/**
 * Customer files, unparsed, for scoring: in no order of files, at any parallelism, with or without
 * labels. A file that is no customer file becomes one message with a defect. Event time is the
 * file's modification time.
 */
public final class CustomerFileSource {
    private CustomerFileSource() {}

    /**
     * The files that are there now, as rows of {@link MessageRows#TYPE}.
     *
     * @param paths files or directories of {@code .csv} files, on any file system that Flink knows
     * @throws DataException if a path does not exist or a directory has no file
     */
    public static FileSource<Row> bounded(String... paths) {
        Path[] files =
                Arrays.stream(paths)
                        .flatMap(path -> SourceFile.list(path).stream())
                        .map(SourceFile::path)
                        .toArray(Path[]::new);
        return FileSource.forBulkFileFormat(RecordFormat.forgiving(), files).build();
    }

    /**
     * The {@code .csv} files that are in a directory and those that appear in it, at any depth,
     * each once. Move finished files into it, or write them under a name that starts with a dot or
     * an underscore and rename them: a file is read when it is first seen.
     *
     * @param directory on any file system that Flink knows; may still be empty
     * @param every how often to look for new files
     * @throws DataException if there is no such directory
     */
    public static FileSource<Row> watched(String directory, Duration every) {
        return FileSource.forBulkFileFormat(
                        RecordFormat.forgiving(), SourceFile.directory(directory))
                .setFileEnumerator(
                        () ->
                                new NonSplittingRecursiveAllDirEnumerator(
                                        CustomerFileSource::isCustomers))
                .monitorContinuously(every)
                .build();
    }

    private static boolean isCustomers(Path path) {
        return !CustomerPaths.isHidden(path.getName()) && CustomerPaths.isCsv(path.getName());
    }
}
