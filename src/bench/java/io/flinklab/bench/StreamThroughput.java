package io.flinklab.bench;

import com.sun.management.OperatingSystemMXBean;
import io.flinklab.app.EmbeddedCluster;
import io.flinklab.app.ServeProcess;
import io.flinklab.churn.Churn;
import io.flinklab.churn.CustomerGenerator;
import io.flinklab.data.Split;
import io.flinklab.data.csv.Labels;
import io.flinklab.data.flink.ExampleSource;
import io.flinklab.data.flink.RejectRows;
import io.flinklab.serving.ServedModel;
import io.flinklab.store.ModelStore;
import io.flinklab.store.StoredModel;
import io.flinklab.streaming.FileRows;
import io.flinklab.streaming.MessageSource;
import io.flinklab.streaming.RemoteOptions;
import io.flinklab.streaming.ScoreRows;
import io.flinklab.streaming.ScoredStream;
import io.flinklab.streaming.ScoringJob;
import io.flinklab.streaming.ScoringOptions;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.commons.io.FileUtils;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.java.typeutils.RowTypeInfo;
import org.apache.flink.ml.builder.PipelineModel;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.DiscardingSink;
import org.apache.flink.table.api.Table;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.types.Row;

/**
 * Customer files to scores: the plain scorer, our job at several batch sizes, Flink ML's transform,
 * our job that asks a service (a process of its own, whose CPU is not counted), in turn in one
 * process with a warm cluster of 2 slots. Prints a line for each run: round, name, rows, seconds,
 * CPU seconds of the process; separated by tabs. Round 0 warms up.
 *
 * <p>Arguments: a directory to work in, the model's store, the rounds.
 */
final class StreamThroughput implements AutoCloseable {
    private static final int SLOTS = 2;
    private static final int FILES = 4;
    private static final long ROWS_A_FILE = 1_000_000;

    /** Flink ML takes too long for more; what a small job takes is to be taken off. */
    private static final List<Long> FLINK_ML_ROWS_A_FILE = List.of(2_500L, 27_500L);

    private final OperatingSystemMXBean process =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private final EmbeddedCluster cluster = EmbeddedCluster.start(SLOTS);
    private final ServeProcess service;
    private final Path out;
    private final StoredModel model;
    private final GeneratedFiles all;
    private final List<GeneratedFiles> forFlinkMl = new ArrayList<>();

    private StreamThroughput(Path work, Path store) throws Exception {
        out = work.resolve("scores");
        model = ModelStore.at(store).open();
        service = ServeProcess.start("--store", store, "--port", 0, "--reload", "never");
        all = GeneratedFiles.in(work, ROWS_A_FILE);
        for (long rows : FLINK_ML_ROWS_A_FILE) {
            forFlinkMl.add(GeneratedFiles.in(work, rows));
        }
    }

    public static void main(String[] args) throws Exception {
        try (StreamThroughput rates = new StreamThroughput(Path.of(args[0]), Path.of(args[1]))) {
            for (int round = 0; round <= Integer.parseInt(args[2]); round++) {
                rates.round(round);
            }
        }
    }

    private void round(int round) throws Exception {
        PlainScoring plain = new PlainScoring(all.directory(), model);
        Map<String, Run> runs = new LinkedHashMap<>();
        runs.put("plain", plain::sum);
        runs.put("plain, writing", () -> writing(plain));
        for (int size : new int[] {1, 16, 256, 4096}) {
            runs.put("job, batch " + size, () -> execute(job(size)));
        }
        runs.put("job, writing", this::jobWriting);
        for (Map.Entry<String, Run> run : runs.entrySet()) {
            measure(round, run.getKey(), all.rows(), run.getValue());
        }
        for (GeneratedFiles files : forFlinkMl) {
            measure(round, "Flink ML", files.rows(), () -> flinkMl(files.directory()));
        }
        GeneratedFiles some = forFlinkMl.get(1);
        measure(round, "service", some.rows(), () -> execute(asking(some.directory())));
    }

    private void measure(int round, String name, long rows, Run run) throws Exception {
        FileUtils.deleteDirectory(out.toFile());
        FileUtils.forceMkdir(out.toFile());
        double cpu = process.getProcessCpuTime();
        double start = System.nanoTime();
        run.run();
        System.out.printf(
                Locale.ROOT,
                "%d\t%s\t%d\t%.3f\t%.3f%n",
                round,
                name,
                rows,
                (System.nanoTime() - start) / 1e9,
                (process.getProcessCpuTime() - cpu) / 1e9);
    }

    private Void writing(PlainScoring plain) throws Exception {
        plain.writeTo(out.resolve("plain.jsonl"));
        return null;
    }

    private Void execute(Job job) throws Exception {
        job.scored.scores().addSink(new DiscardingSink<>());
        job.environment.execute();
        return null;
    }

    private Void jobWriting() throws Exception {
        Job job = job(1);
        job.scored.sinkTo(
                sink("scores", ScoreRows.type(Churn.SCHEMA)), sink("rejects", RejectRows.TYPE));
        job.environment.execute();
        return null;
    }

    private Sink<Row> sink(String name, RowTypeInfo type) {
        return FileRows.sink(out.resolve(name).toString(), type);
    }

    private Job job(int batch) {
        StreamExecutionEnvironment environment = cluster.environment();
        environment.setParallelism(SLOTS);
        environment.getConfig().enableObjectReuse();
        return new Job(
                environment,
                new ScoringJob(
                                environment,
                                MessageSource.files(Churn.SCHEMA, all.directory().toString()))
                        .score(ServedModel.of(model), new ScoringOptions(batch)));
    }

    private Job asking(Path data) {
        StreamExecutionEnvironment environment = cluster.environment();
        environment.setParallelism(SLOTS);
        environment.getConfig().enableObjectReuse();
        return new Job(
                environment,
                new ScoringJob(environment, MessageSource.files(Churn.SCHEMA, data.toString()))
                        .score(RemoteOptions.of(service.uri())));
    }

    private Void flinkMl(Path data) throws Exception {
        StreamExecutionEnvironment environment = cluster.environment();
        environment.setParallelism(SLOTS);
        StreamTableEnvironment tables = StreamTableEnvironment.create(environment);
        Table customers =
                tables.fromDataStream(
                        ExampleSource.rows(
                                environment,
                                Churn.SCHEMA,
                                Split.Part.ALL,
                                Labels.OPTIONAL,
                                1,
                                data.toString()));
        String pipeline = model.directory().resolve("pipeline").toString();
        Table scored = PipelineModel.load(tables, pipeline).transform(customers)[0];
        tables.toDataStream(scored).addSink(new DiscardingSink<>());
        environment.execute();
        return null;
    }

    @Override
    public void close() throws IOException {
        service.close();
        cluster.close();
    }

    private record Job(StreamExecutionEnvironment environment, ScoredStream scored) {}

    private interface Run {
        Object run() throws Exception;
    }

    /** A directory of generated customer files, made where it is not there yet. */
    private record GeneratedFiles(Path directory, long rowsEach) {

        static GeneratedFiles in(Path parent, long rowsEach) throws IOException {
            Path directory = Files.createDirectories(parent.resolve("rows-" + rowsEach));
            for (int i = 0; i < FILES; i++) {
                Path file = directory.resolve("customers-" + i + ".csv");
                if (!Files.exists(file)) {
                    Path unfinished = directory.resolve("." + i);
                    new CustomerGenerator(CustomerGenerator.DEFAULT_SEED + i)
                            .writeTo(unfinished, rowsEach);
                    Files.move(unfinished, file);
                }
            }
            return new GeneratedFiles(directory, rowsEach);
        }

        long rows() {
            return FILES * rowsEach;
        }
    }
}
