package io.flinklab.app;

import io.flinklab.data.Split;
import io.flinklab.data.csv.Labels;
import io.flinklab.features.UnseenCategory;
import io.flinklab.interchange.Runtimes;
import io.flinklab.serving.Scorer;
import io.flinklab.serving.ServedModel;
import io.flinklab.serving.UnseenTally;
import io.flinklab.store.ModelFormat;
import io.flinklab.store.StoredModel;
import io.flinklab.training.TrainingOptions;
import java.nio.file.Path;
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
                        + " rows.",
        mixinStandardHelpOptions = true)
final class ImportCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;
    @ParentCommand private ModelsCommand models;
    @Mixin private DataOptions data;
    @Mixin private DataOptions.SchemaOption schema;

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
            description = "Whose test part measures: article or hash (default: ${DEFAULT-VALUE}).")
    private Split.Method split;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        data.requireRejectsApart(data.named().reads("--file", file).uses(models.location()));
        TrainingOptions options = new TrainingOptions(split, 0, 1, UnseenCategory.KEEP);
        LabelledData rows =
                LabelledData.read(data.address(), schema.schema(), options, Labels.REQUIRED);
        DataOptions.tell(rows.data(), spec.commandLine().getErr());
        data.keepRejects(rows.data().rows(), rows.data().rejects(), spec.commandLine().getErr());
        StoredModel model =
                new ModelImport(models.store(), rows, options)
                        .publish(
                                format,
                                file,
                                madeBy == null ? file.getFileName().toString() : madeBy);
        tellUnseen(model, rows);
        new Report()
                .put(model)
                .put("leftOut", rows.leftOut(model))
                .put(model.manifest().training().metrics())
                .print(spec.commandLine().getOut(), json);
        models.changed(model);
        return 0;
    }

    /** Where the model knows its categories, as one that was exported here does. */
    private void tellUnseen(StoredModel model, LabelledData rows) {
        try (Scorer scorer = Runtimes.AUTO.open(ServedModel.of(model))) {
            UnseenTally tally = new UnseenTally(scorer.schema(), scorer.categories());
            rows.test().forEach(tally::count);
            data.tell(tally, rows.test().size(), "test rows");
        }
    }
}
