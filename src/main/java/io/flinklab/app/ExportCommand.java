package io.flinklab.app;

import io.flinklab.data.OutputFile;
import io.flinklab.interchange.ModelExport;
import io.flinklab.serving.ServedModel;
import io.flinklab.store.ModelFormat;
import io.flinklab.store.StoredModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Writes a published model as a file that other programs run. */
@Command(
        name = "export",
        description =
                "Write a published model, from a table's columns to the probability, as a file"
                        + " that other programs run.")
final class ExportCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;
    @Mixin private StoreOptions store;

    @Option(
            names = "--format",
            required = true,
            description = "onnx, pmml or torchscript; a model of another format as it is.")
    private ModelFormat format;

    @Option(names = "--out", required = true, description = "The file to write.")
    private Path out;

    @Override
    public Integer call() {
        CommandFiles files =
                new CommandFiles(spec.commandLine()).uses(store.location()).writes("--out", out);
        StoredModel model = store.open();
        byte[] content = content(model);
        write(content);
        files.console(out)
                .printf(
                        Locale.ROOT,
                        "model %s, %d bytes of %s: %s%n",
                        model.version(),
                        content.length,
                        format,
                        out);
        return 0;
    }

    private byte[] content(StoredModel model) {
        try {
            return ModelExport.of(ServedModel.of(model), format);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private void write(byte[] content) {
        try {
            OutputFile.write(out, file -> file.write(content));
        } catch (IOException e) {
            throw OutputFile.unwritable(out, e);
        }
    }
}
