package io.flinklab.data.flink;

import io.flinklab.data.DataException;
import io.flinklab.data.DataFile;
import io.flinklab.data.DataFiles;
import io.flinklab.data.Dataset;
import io.flinklab.data.ParsedRow;
import io.flinklab.data.Schema;
import io.flinklab.data.Split;
import io.flinklab.data.csv.FileRecords;
import io.flinklab.data.csv.Labels;
import java.io.IOException;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.connector.file.src.FileSource;
import org.apache.flink.connector.file.src.FileSourceSplit;
import org.apache.flink.connector.file.src.assigners.FileSplitAssigner;
import org.apache.flink.core.fs.Path;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.types.Row;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/** Files as a bounded Flink stream. */
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
        return rows(env, schema, selector, Labels.REQUIRED, 1, paths);
    }

    /**
     * The chosen examples as rows of the type of their {@link ExampleRows}.
     *
     * @param subtasks that read, each one file after the other; with 1, the rows come in the same
     *     order as {@link Dataset} has them, and only then has a row a position for the selector
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
            int subtasks,
            String... paths) {
        Map<String, String> names = checked(paths, schema, labels);
        List<String> order = List.copyOf(names.keySet());
        FileSource<Row> source =
                FileSource.forBulkFileFormat(
                                new RecordFormat(names, schema, labels),
                                order.stream().map(Path::new).toArray(Path[]::new))
                        .setSplitAssigner(splits -> new GivenOrder(order, splits))
                        .build();
        return chosen(
                env.fromSource(source, WatermarkStrategy.noWatermarks(), "files")
                        .setParallelism(Math.min(subtasks, order.size())),
                schema,
                selector,
                labels);
    }

    /**
     * The chosen ones of a source's examples, as {@link #rows(StreamExecutionEnvironment, Schema,
     * Split.Part, Labels, String...)} gives a file's.
     *
     * @param records of type {@link EventRows#TYPE}; in order, if the selector goes by that
     */
    public static SingleOutputStreamOperator<Row> chosen(
            DataStream<Row> records, Schema schema, Split.Part selector, Labels labels) {
        ExampleRows codec = new ExampleRows(schema);
        return records.process(new ChooseFunction(codec, selector, labels))
                .returns(codec.type())
                .name("choose rows")
                .setParallelism(records.getParallelism())
                .setMaxParallelism(records.getParallelism());
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

    /** At parallelism 1 it counts the examples. */
    private static final class ChooseFunction extends ProcessFunction<Row, Row>
            implements CheckpointedFunction {
        private final ExampleRows codec;
        private final Split.Part selector;
        private final Labels labels;

        private transient ListState<Long> saved;
        private long ordinal;

        ChooseFunction(ExampleRows codec, Split.Part selector, Labels labels) {
            this.codec = codec;
            this.selector = selector;
            this.labels = labels;
        }

        @Override
        public void processElement(Row event, Context context, Collector<Row> out) {
            ParsedRow row =
                    labels.check(EventRows.record(event), codec.schema(), EventRows.origin(event));
            if (row instanceof ParsedRow.Rejected rejected) {
                context.output(REJECTS, RejectRows.of(rejected.reject()));
            } else if (row instanceof ParsedRow.Accepted accepted
                    && selector.accepts(ordinal++, accepted.example())) {
                out.collect(codec.toRow(accepted.example()));
            }
        }

        @Override
        public void initializeState(FunctionInitializationContext context) throws Exception {
            saved =
                    context.getOperatorStateStore()
                            .getListState(new ListStateDescriptor<>("ordinal", Types.LONG));
            for (long value : saved.get()) {
                ordinal += value;
            }
        }

        @Override
        public void snapshotState(FunctionSnapshotContext context) throws Exception {
            saved.clear();
            saved.add(ordinal);
        }
    }

    /** Hands out files in the order of a list; Flink's own assigners promise none. */
    static final class GivenOrder implements FileSplitAssigner {
        private final TreeSet<FileSourceSplit> waiting;

        /**
         * @param paths of all files, in order
         */
        GivenOrder(List<String> paths, Collection<FileSourceSplit> splits) {
            waiting =
                    new TreeSet<>(
                            Comparator.comparingInt(
                                            (FileSourceSplit split) ->
                                                    paths.indexOf(split.path().toString()))
                                    .thenComparing(FileSourceSplit::splitId));
            waiting.addAll(splits);
        }

        @Override
        public Optional<FileSourceSplit> getNext(String host) {
            return Optional.ofNullable(waiting.pollFirst());
        }

        @Override
        public void addSplits(Collection<FileSourceSplit> splits) {
            waiting.addAll(splits);
        }

        @Override
        public Collection<FileSourceSplit> remainingSplits() {
            return List.copyOf(waiting);
        }
    }
}
