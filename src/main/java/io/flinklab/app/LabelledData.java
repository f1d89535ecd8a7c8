package io.flinklab.app;

import io.flinklab.data.Column;
import io.flinklab.data.DataException;
import io.flinklab.data.Dataset;
import io.flinklab.data.Example;
import io.flinklab.data.PackedExamples;
import io.flinklab.data.Schema;
import io.flinklab.data.Split;
import io.flinklab.data.csv.Labels;
import io.flinklab.data.flink.ExampleSource;
import io.flinklab.data.flink.FlinkPath;
import io.flinklab.store.StoredModel;
import io.flinklab.store.TrainingRecord.DataProvenance;
import io.flinklab.streaming.kafka.KafkaAddress;
import io.flinklab.streaming.kafka.TopicRecords;
import io.flinklab.streaming.kafka.TopicRows;
import io.flinklab.training.Recipe;
import io.flinklab.training.TrainingException;
import io.flinklab.training.TrainingOptions;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.types.Row;

/**
 * A data file, read once and split. It is read before a cluster starts, so that an error in the
 * data appears at once. A pipe works, too.
 *
 * @param path the file or directory: a path of this machine, or an address elsewhere
 * @param labels whether each row had to have one
 * @param data all of it
 * @param split how the rows are divided
 * @param train the training rows
 * @param test the test rows
 */
public record LabelledData(
        String path,
        Labels labels,
        Dataset data,
        Split split,
        List<Example> train,
        List<Example> test) {

    /** Reads the file, which must have the label, and splits its rows as the options say. */
    public static LabelledData read(Path path, Schema schema, TrainingOptions options) {
        return read(path.toString(), schema, options, Labels.REQUIRED);
    }

    /** The same for a recipe, which may need no label. */
    static LabelledData read(String path, Schema schema, TrainingOptions options, Recipe recipe) {
        return read(
                path,
                schema,
                options,
                recipe.hyperparameters().needsLabel() ? Labels.REQUIRED : Labels.OPTIONAL);
    }

    /** The same for a path or an address. */
    static LabelledData read(String path, Schema schema, TrainingOptions options, Labels labels) {
        Dataset data = DataOptions.read(schema, path, labels);
        PackedExamples rows = data.examples();
        Split split = options.split().of(rows.size(), options.seed());
        BitSet train = new BitSet(rows.size());
        for (int i = 0; i < rows.size(); i++) {
            train.set(i, split.trains(i, rows.key(i)));
        }
        return new LabelledData(
                path,
                labels,
                data,
                split,
                select(rows, train::get),
                select(rows, row -> !train.get(row)));
    }

    /**
     * The newest rows of labelled data, which are the last ones, to test with, and those before
     * them to train with.
     *
     * @param last how many rows train, or all before the newest where they are fewer
     * @param newest how many rows test, or all where there are fewer
     */
    static LabelledData window(String path, Dataset data, long last, long newest) {
        int[] inOrder = IntStream.range(0, data.examples().size()).toArray();
        return window(path, data, inOrder, last, newest);
    }

    /**
     * The same for rows in another order.
     *
     * @param oldestFirst positions of the rows
     */
    static LabelledData window(
            String path, Dataset data, int[] oldestFirst, long last, long newest) {
        int to = (int) Math.max(0, oldestFirst.length - newest);
        int from = (int) Math.max(0, to - last);
        BitSet train = new BitSet();
        BitSet test = new BitSet();
        Arrays.stream(oldestFirst, from, to).forEach(train::set);
        Arrays.stream(oldestFirst, to, oldestFirst.length).forEach(test::set);
        return new LabelledData(
                path,
                Labels.REQUIRED,
                data,
                Split.window(train, test),
                select(data.examples(), train::get),
                select(data.examples(), test::get));
    }

    private static LabelledData windowAgain(String path, Schema schema, DataProvenance trained) {
        if (!KafkaAddress.is(path)) {
            Dataset data = DataOptions.read(schema, path, Labels.REQUIRED);
            return window(path, data, trained.trainRows(), trained.testRows());
        }
        TopicRows rows = TopicRecords.at(path).rows(schema, Labels.REQUIRED);
        return window(
                path, rows.data(), rows.oldestFirst(), trained.trainRows(), trained.testRows());
    }

    /**
     * The training rows in a job that reads them again, from a file system or a topic.
     *
     * @param subtasks that read, if there are as many files or partitions and rows are told apart
     *     by keys
     */
    DataStream<Row> trainAgain(StreamExecutionEnvironment environment, int subtasks) {
        boolean byKey = split instanceof Split.Hash && schema().key().isPresent();
        int readers = byKey ? subtasks : 1;
        return KafkaAddress.is(path)
                ? TopicRecords.at(TopicRecords.again(path, data.files().get(0)))
                        .rows(environment, schema(), split.train(), labels, readers)
                : ExampleSource.rows(
                        environment,
                        schema(),
                        split.train(),
                        labels,
                        readers,
                        FlinkPath.of(path).toString());
    }

    /**
     * The data that trained a version, read another time.
     *
     * @param version that it trained
     * @param trained what the version's manifest says about it
     * @throws DataException it is other data
     */
    static LabelledData readAgain(
            String path,
            Schema schema,
            TrainingOptions options,
            Recipe recipe,
            String version,
            DataProvenance trained) {
        // A topic may have grown: of it the records that trained.
        String same = KafkaAddress.is(path) ? TopicRecords.again(path, trained.file()) : path;
        LabelledData rows =
                options.split() == Split.Method.WINDOW
                        ? windowAgain(same, schema, trained)
                        : read(same, schema, options, recipe);
        if (!rows.data().sha256().equals(trained.sha256())) {
            throw new DataException(
                    rows.path()
                            + " is not the data that trained "
                            + version
                            + ": expected SHA-256 "
                            + trained.sha256()
                            + " ("
                            + trained.file()
                            + "), found "
                            + rows.data().sha256()
                            + ". Give --data the file of that training.");
        }
        return rows;
    }

    /** The schema of the rows. */
    public Schema schema() {
        return data.schema();
    }

    /** What a manifest says about the data. */
    public DataProvenance provenance() {
        return new DataProvenance(
                name(),
                data.sha256(),
                data.examples().size(),
                data.rejects().size(),
                train.size(),
                test.size(),
                data.duplicateKeys());
    }

    /** A topic with its offsets; otherwise the last name of the path or the address. */
    private String name() {
        return KafkaAddress.is(path) ? data.files().get(0) : FlinkPath.name(path);
    }

    /**
     * Returns if the data can train the recipe's model and measure it.
     *
     * @throws TrainingException no row of a class that the recipe needs, or none to measure with
     */
    void requireTrainable(Recipe recipe) {
        if (recipe.hyperparameters().needsLabel()) {
            requireBothClasses();
        }
        if (train.isEmpty() || test.isEmpty()) {
            throw new TrainingException(
                    "No row of "
                            + path
                            + " is left to measure the model with: "
                            + train.size()
                            + " rows train, "
                            + test.size()
                            + " test. Give it more data, or another split.");
        }
    }

    private void requireBothClasses() {
        Column.Label label = schema().requireLabel();
        boolean somePositive = train.stream().anyMatch(example -> example.label() == 1);
        if (!somePositive || train.stream().allMatch(example -> example.label() == 1)) {
            throw new TrainingException(
                    "Training needs rows with both values of the label; of the "
                            + train.size()
                            + " training rows of "
                            + path
                            + ", "
                            + (somePositive ? train.size() : 0)
                            + " have "
                            + label.name()
                            + " = "
                            + label.positive()
                            + ". Give it more data, or another split.");
        }
    }

    /** How many test rows a model did not score when it was measured. */
    long leftOut(StoredModel model) {
        return test.size() - model.manifest().training().metrics().get("rows").longValue();
    }

    private static List<Example> select(PackedExamples examples, IntPredicate chosen) {
        return examples.at(IntStream.range(0, examples.size()).filter(chosen).toArray());
    }
}
