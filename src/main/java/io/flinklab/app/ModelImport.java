package io.flinklab.app;

import io.flinklab.data.DataException;
import io.flinklab.data.sketch.TableSketch;
import io.flinklab.features.ScoreMeaning;
import io.flinklab.interchange.MissingRuntimeException;
import io.flinklab.interchange.Runtimes;
import io.flinklab.serving.Scorer;
import io.flinklab.serving.ServedModel;
import io.flinklab.store.ModelFormat;
import io.flinklab.store.ModelStore;
import io.flinklab.store.StoredModel;
import io.flinklab.store.TrainingRecord;
import io.flinklab.store.TrainingRecord.DataProvenance;
import io.flinklab.training.FitFacts;
import io.flinklab.training.Hyperparameters;
import io.flinklab.training.StopReason;
import io.flinklab.training.TrainingOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Publishes models that were made elsewhere: opened, measured, given golden scores. */
public final class ModelImport {
    private final ModelStore store;
    private final LabelledData rows;
    private final TrainingOptions options;

    /**
     * Imports into a store.
     *
     * @param rows whose test part measures the models
     * @param options say how the rows were split
     */
    public ModelImport(ModelStore store, LabelledData rows, TrainingOptions options) {
        this.store = store;
        this.rows = rows;
        this.options = options;
    }

    /**
     * Publishes a file as the store's next version.
     *
     * @param madeBy what made it, for the manifest
     * @throws DataException the file cannot be read, or is no model of that format
     * @throws MissingRuntimeException what runs that format is not installed
     */
    public StoredModel publish(ModelFormat format, Path file, String madeBy) {
        byte[] content = content(file);
        try (Scorer scorer = scorer(format, file, content)) {
            LabelledScores scores = LabelledScores.of(scorer, rows.test());
            return store.publish(
                    format,
                    content,
                    record(madeBy, scores, scorer.meaning()),
                    GoldenScores.of(scorer, rows.test()),
                    scorer.tolerance());
        }
    }

    private TrainingRecord record(String madeBy, LabelledScores scores, ScoreMeaning meaning) {
        return new TrainingRecord(
                        TrainingRecord.IMPORTED,
                        new Hyperparameters.Unknown(),
                        options,
                        rows.schema(),
                        measured(rows.provenance()),
                        new FitFacts(madeBy, 0, List.of(), StopReason.ONE_PASS),
                        scores.metrics(meaning),
                        ModelTraining.libraries(),
                        meaning)
                .with(TableSketch.of(rows.schema(), rows.test(), scores.scores(), options.seed()));
    }

    /** The data without training rows: those of an imported model are unknown. */
    private static DataProvenance measured(DataProvenance data) {
        return new DataProvenance(
                data.file(),
                data.sha256(),
                data.rows(),
                data.rejects(),
                0,
                data.testRows(),
                data.duplicateKeys());
    }

    private static byte[] content(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new DataException(file + " cannot be read: " + e + ". Check the path.", e);
        }
    }

    private Scorer scorer(ModelFormat format, Path file, byte[] content) {
        try {
            return Runtimes.of(format)
                    .open(ServedModel.ofFile(file.toString(), rows.schema(), format, content));
        } catch (MissingRuntimeException e) {
            throw e;
        } catch (IllegalArgumentException e) {
            throw new DataException(file + " cannot be imported: " + e.getMessage(), e);
        }
    }
}
