package io.flinklab.app;

import io.flinklab.data.DataException;
import io.flinklab.data.SplitMethod;
import io.flinklab.evaluation.Evaluation;
import io.flinklab.features.UnseenCategory;
import io.flinklab.interchange.Runtimes;
import io.flinklab.serving.Scorer;
import io.flinklab.serving.ServedModel;
import io.flinklab.store.DataProvenance;
import io.flinklab.store.ModelFormat;
import io.flinklab.store.StoredModel;
import io.flinklab.store.TrainingRecord;
import io.flinklab.training.FitFacts;
import io.flinklab.training.Plan;
import io.flinklab.training.TrainingOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Publishes a model that was made elsewhere. */
@Command(
        name = "import",
        description =
                "Publish a model that was made elsewhere, measured on the test part of labelled"
                        + " customers.",
        mixinStandardHelpOptions = true)
final class ImportCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;
    @ParentCommand private ModelsCommand models;
    @Mixin private DataOptions data;

    @Option(
            names = "--format",
            required = true,
            description = "onnx, pmml, torchscript or python (a joblib file: code that runs here).")
    private ModelFormat format;

    @Option(names = "--file", required = true, description = "The model's file.")
    private Path file;

    @Option(
            names = "--made-by",
            description = "What made it, for the manifest (default: the file's name).")
    private String madeBy;

    @Option(
            names = "--split",
            defaultValue = "article",
            description =
                    "Whose test part measures: ${COMPLETION-CANDIDATES}"
                            + " (default: ${DEFAULT-VALUE}).")
    private SplitMethod split;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        TrainingOptions options =
                new TrainingOptions(Plan.IMPORTED, split, 0, 1, UnseenCategory.KEEP);
        LabelledData rows = LabelledData.read(data.path(), options);
        data.keepRejects(rows.data().rows(), rows.data().rejects(), spec.commandLine().getErr());
        byte[] content = content();
        StoredModel model;
        try (Scorer scorer = scorer(content)) {
            Evaluation evaluation = LabelledScores.of(scorer, rows.test()).evaluation();
            model =
                    models.store()
                            .publish(
                                    format,
                                    content,
                                    record(options, measured(rows.provenance()), evaluation),
                                    Probes.of(scorer));
        }
        new Report()
                .put(model)
                .put(model.manifest().training().metrics())
                .print(spec.commandLine().getOut(), json);
        models.changed(model);
        return 0;
    }

    /** Nobody here knows which rows trained the model. */
    private static DataProvenance measured(DataProvenance data) {
        return new DataProvenance(
                data.file(),
                data.sha256(),
                data.rows(),
                data.rejects(),
                0,
                data.testRows(),
                data.duplicateCustomers());
    }

    private TrainingRecord record(
            TrainingOptions options, DataProvenance measured, Evaluation evaluation) {
        String maker = madeBy == null ? file.getFileName().toString() : madeBy;
        return new TrainingRecord(
                options,
                measured,
                new FitFacts(maker, 0, List.of(), true),
                evaluation.toMap(),
                ModelTraining.libraries());
    }

    private byte[] content() {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new DataException(file + " cannot be read: " + e + ". Check the path.", e);
        }
    }

    private Scorer scorer(byte[] content) {
        ServedModel model = ServedModel.ofFile(file.toString(), format, content);
        try {
            return Runtimes.AUTO.open(model);
        } catch (IllegalArgumentException e) {
            throw new DataException(file + " cannot be imported: " + e.getMessage(), e);
        }
    }
}
