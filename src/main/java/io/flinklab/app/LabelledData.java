package io.flinklab.app;

import io.flinklab.data.Column;
import io.flinklab.data.Dataset;
import io.flinklab.data.Example;
import io.flinklab.data.Schema;
import io.flinklab.data.Split;
import io.flinklab.store.StoredModel;
import io.flinklab.store.TrainingRecord.DataProvenance;
import io.flinklab.training.TrainingException;
import io.flinklab.training.TrainingOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A data file, read once and split. It is read before a cluster starts, so that an error in the
 * data appears at once. A pipe works, too.
 *
 * @param path the file or directory
 * @param data all of it
 * @param split how the rows are divided
 * @param train the training rows
 * @param test the test rows
 */
public record LabelledData(
        Path path, Dataset data, Split split, List<Example> train, List<Example> test) {

    /** Reads the file and splits its rows as the options say. */
    public static LabelledData read(Path path, Schema schema, TrainingOptions options) {
        Dataset data = Dataset.read(schema, path);
        Split split = options.split().of(data.examples().size(), options.seed());
        return new LabelledData(
                path,
                data,
                split,
                select(data.examples(), split.train()),
                select(data.examples(), split.test()));
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

    /** Without the directories above it; the root of the file system has no other name than /. */
    private String name() {
        Path absolute = path.toAbsolutePath().normalize();
        Path name = absolute.getFileName();
        return (name == null ? absolute : name).toString();
    }

    /**
     * Returns if the data can train a model and measure it.
     *
     * @throws TrainingException one class only, or no row to measure with
     */
    void requireTrainable() {
        Column.Label label = schema().requireLabel();
        long positives = train.stream().filter(example -> example.label() == 1).count();
        if (positives == 0 || positives == train.size()) {
            throw new TrainingException(
                    "Training needs rows with both values of the label; of the "
                            + train.size()
                            + " training rows of "
                            + path
                            + ", "
                            + positives
                            + " have "
                            + label.name()
                            + " = "
                            + label.positive()
                            + ". Give it more data, or another split.");
        }
        if (test.isEmpty()) {
            throw new TrainingException(
                    "No row of "
                            + path
                            + " is left to measure the model with: "
                            + train.size()
                            + " rows train, 0 test. Give it more data, or another split.");
        }
    }

    /** How many test rows a model did not score when it was measured. */
    long leftOut(StoredModel model) {
        return test.size() - model.manifest().training().metrics().get("rows").longValue();
    }

    private static List<Example> select(List<Example> examples, Split.Part selector) {
        List<Example> selected = new ArrayList<>();
        for (int i = 0; i < examples.size(); i++) {
            if (selector.accepts(i, examples.get(i))) {
                selected.add(examples.get(i));
            }
        }
        return List.copyOf(selected);
    }
}
