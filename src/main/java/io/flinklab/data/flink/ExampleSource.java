package io.flinklab.data.flink;

import io.flinklab.data.DataException;
import io.flinklab.data.DataFile;
import io.flinklab.data.DataFiles;
import io.flinklab.data.Dataset;
import io.flinklab.data.Schema;
import io.flinklab.data.Split;
import io.flinklab.data.csv.FileRecords;
import io.flinklab.data.csv.Labels;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.connector.file.src.FileSource;
import org.apache.flink.core.fs.Path;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.types.Row;
import org.apache.flink.util.OutputTag;

/** Files as a bounded Flink stream, in file order. */
public final class ExampleSource {

    /** Rows that could not be read, of all of the files' rows; see {@link RejectRows#toReject}. */
    public static final OutputTag<Row> REJECTS = new OutputTag<>("rejects", RejectRows.TYPE);

    private ExampleSource() {}

    /**
     * Labelled examples; as {@link #rows(StreamExecutionEnvironment, Schema, Split.Part, Labels,
     * String...)}.
     */
    public static SingleOutputStreamOperator<Row> rows(
            StreamExecutionEnvironment env, Schema schema, Split.Part selector, String... paths) {
        return rows(env, schema, selector, Labels.REQUIRED, paths);
    }

    /**
     * The chosen examples as rows of the type of their {@link ExampleRows}, at parallelism 1, in
     * the same order as {@link Dataset} has them.
     *
     * @param paths files or directories, as {@link DataFiles} reads them, on any file system that
     *     Flink knows
     * @throws DataException if a file is missing, cannot be read or lacks a column, or if there is
     *     no row: found here, before a job runs
     */
    public static SingleOutputStreamOperator<Row> rows(
            StreamExecutionEnvironment env,
            Schema schema,
            Split.Part selector,
            Labels labels,
            String... paths) {
        ExampleRows codec = new ExampleRows(schema);
        Map<String, String> names = checked(paths, schema, labels);
        List<String> order = List.copyOf(names.keySet());
        FileSource<Row> source =
                FileSource.forBulkFileFormat(
                                new RecordFormat(names, schema, labels),
                                order.stream().map(Path::new).toArray(Path[]::new))
                        .setSplitAssigner(splits -> new GivenOrder(order, splits))
                        .build();
        return env.fromSource(source, WatermarkStrategy.noWatermarks(), "files")
                .setParallelism(1)
                .process(new ParseFunction(codec, selector))
                .returns(codec.type())
                .name("parse")
                .setParallelism(1)
                .setMaxParallelism(1);
    }

    /** Names by absolute path, in the order in which the files are to be read. */
    private static Map<String, String> checked(String[] paths, Schema schema, Labels labels) {
        if (paths.length == 0) {
            throw new IllegalArgumentException("Expected at least one path, found none");
        }
        Map<String, String> names = new LinkedHashMap<>();
        for (String path : paths) {
            for (DataFile file : DataFiles.at(path).withRows(schema).files()) {
                check(file, schema, labels);
                if (names.put(FlinkPath.of(file).toString(), file.name()) != null) {
                    throw new IllegalArgumentException(
                            file.name() + " is given twice; expected each file once");
                }
            }
        }
        return names;
    }

    private static void check(DataFile file, Schema schema, Labels labels) {
        try {
            FileRecords.open(file.name(), file.open(), schema, labels).close();
        } catch (IOException e) {
            throw DataException.unreadable(file.name(), e);
        }
    }
}
