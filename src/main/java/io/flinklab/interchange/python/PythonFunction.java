package io.flinklab.interchange.python;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.flinklab.data.Column;
import io.flinklab.data.Schema;
import io.flinklab.interchange.MissingRuntimeException;
import io.flinklab.serving.ServedModel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.table.api.TableConfig;
import org.apache.flink.table.api.TableEnvironment;
import org.apache.flink.table.utils.EncodingUtils;
import org.apache.flink.util.FileUtils;

/**
 * A model as a vectorised Python function in Table programs: Flink's Python worker gives it whole
 * columns. The worker loads the model once. It is a process of its own in each subtask's slot: also
 * where {@code python.execution-mode} is {@code thread}, which Flink obeys for functions of single
 * rows only.
 *
 * <p>{@code score} takes the features of the model's schema in its order, as {@link #call} writes
 * them, and gives the probability of a positive label. It is NULL where one of them is infinite, or
 * NULL or NaN without the schema saying what a missing value becomes, and for a row that the model
 * skips. Where Python fails, so does the job: {@link PythonErrors#of} finds why.
 */
public final class PythonFunction {
    private static final ConfigOption<String> FILES =
            ConfigOptions.key("python.files").stringType().defaultValue("");
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Execution USUAL = new Execution(100_000, 10_000);
    private static final List<String> FUNCTIONS = List.of("score", "model_loads");

    private PythonFunction() {}

    /** The call in SQL for a table with the schema's columns: {@code score(`age`, `job`)}. */
    public static String call(Schema schema) {
        return schema.featureNames().stream()
                .map(EncodingUtils::escapeIdentifier)
                .collect(Collectors.joining(", ", "score(", ")"));
    }

    /**
     * Registers {@code score}, and {@code model_loads(score)}, which says for each row which
     * process scored it and how often that one has loaded the model: {@code 4711:1}.
     *
     * <p>The same path must name a Python with the same packages on every machine of the cluster.
     *
     * @param model a fitted pipeline or a pickled scikit-learn model
     * @throws IllegalArgumentException the model is of another format
     * @throws MissingRuntimeException there is no Python, or Flink's part for it is missing
     */
    public static void register(TableEnvironment tables, ServedModel model) {
        register(tables, model, USUAL);
    }

    /** The same with other sizes than those that Flink comes with. */
    public static void register(TableEnvironment tables, ServedModel model, Execution execution) {
        requireFlinkPython();
        Path python = PythonInterpreter.find();
        TableConfig config = tables.getConfig();
        config.set("python.executable", python.toString());
        config.set("python.client.executable", python.toString());
        config.set("python.fn-execution.bundle.size", Integer.toString(execution.bundleSize()));
        config.set("python.fn-execution.arrow.batch.size", Integer.toString(execution.batchSize()));
        addFiles(config, sources(model.schema(), PythonModel.of(model)));
        for (String function : FUNCTIONS) {
            tables.executeSql(
                    "CREATE TEMPORARY SYSTEM FUNCTION %s AS 'score_function.%s' LANGUAGE PYTHON"
                            .formatted(function, function));
        }
    }

    /** Python's files are one list; a program may have put its own into it. */
    private static void addFiles(TableConfig config, Path directory) {
        String before = config.get(FILES);
        config.set(FILES, before.isEmpty() ? directory.toString() : before + "," + directory);
    }

    private static void requireFlinkPython() {
        try {
            Class.forName("org.apache.flink.python.PythonOptions");
        } catch (ClassNotFoundException e) {
            throw new MissingRuntimeException("flink-python", "make runtimes", e);
        }
    }

    /** A directory with the function and its model, which stays until this program ends. */
    private static Path sources(Schema schema, PythonModel model) {
        try {
            Path directory = Files.createTempDirectory("flinklab-python");
            Runnable delete = () -> FileUtils.deleteDirectoryQuietly(directory.toFile());
            Runtime.getRuntime().addShutdownHook(new Thread(delete));
            PythonModel.unpack(directory, "score_function.py");
            Files.write(directory.resolve("score_columns.json"), columns(schema));
            Files.write(directory.resolve("score_model." + model.kind()), model.content());
            return directory;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Each feature's name, whether it is a number, and what stands for a missing one, if any. */
    private static byte[] columns(Schema schema) throws IOException {
        ArrayNode columns = MAPPER.createArrayNode();
        for (String name : schema.featureNames()) {
            boolean isNumber = schema.numberNames().contains(name);
            String missing = isNumber ? "NaN" : Column.Category.MISSING;
            columns.addObject()
                    .put("name", name)
                    .put("number", isNumber)
                    .put("missing", schema.isOptional(name) ? missing : "");
        }
        return MAPPER.writeValueAsBytes(columns);
    }

    /**
     * How Flink's Python worker is fed.
     *
     * @param bundleSize rows that are given to it before its answers are awaited; a checkpoint
     *     waits for a bundle
     * @param batchSize rows of one call of the function
     */
    public record Execution(int bundleSize, int batchSize) {

        /** Refuses sizes below 1. */
        public Execution {
            if (bundleSize < 1 || batchSize < 1) {
                throw new IllegalArgumentException(
                        "Expected sizes of 1 or more; found a bundle of %s, a batch of %s."
                                .formatted(bundleSize, batchSize));
            }
        }
    }
}
