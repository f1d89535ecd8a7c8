package io.flinklab.app;

import io.flinklab.data.Column;
import io.flinklab.data.Schema;
import io.flinklab.data.inference.InferredSchema;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Infers the schema of a table. */
@Command(
        name = "schema",
        description =
                "Read every row of a table and write what its columns hold, as a schema to check and"
                        + " edit; what to look at is told.",
        mixinStandardHelpOptions = true)
final class SchemaCommand implements Runnable {
    @Spec private CommandSpec spec;

    @Option(
            names = "--data",
            required = true,
            description =
                    "A CSV file with a header, or a directory of such files, compressed with gzip or"
                            + " not.")
    private Path data;

    @Option(names = "--label", required = true, description = "The column to predict.")
    private String label;

    @Option(
            names = "--positive",
            defaultValue = "",
            description =
                    "The label's value that counts as positive (default: the one that says yes, such"
                            + " as 1, yes or true; otherwise the rarer one).")
    private String positive;

    @Option(
            names = "--key",
            defaultValue = "",
            description = "The column that tells rows apart (default: none).")
    private String key;

    @Option(
            names = "--ignore",
            split = ",",
            description = "Columns that are not read, separated by commas.")
    private List<String> ignored = List.of();

    @Option(names = "--out", required = true, description = "The schema file to write.")
    private Path out;

    @Override
    public void run() {
        CommandFiles files =
                new CommandFiles(spec.commandLine()).readsData("--data", data).writes("--out", out);
        InferredSchema found =
                InferredSchema.of(data, new InferredSchema.Options(label, positive, key, ignored));
        PrintWriter err = spec.commandLine().getErr();
        DataOptions.tell(found.leftOut(), err);
        found.write(out);
        found.warnings().forEach(err::println);
        PrintWriter console = files.console(out);
        console.println("%s: %s rows, %s".formatted(out, found.rows(), kinds(found.schema())));
        console.println(found.labelNote());
    }

    private static String kinds(Schema schema) {
        long ignored = schema.columns().stream().filter(Column.Ignored.class::isInstance).count();
        return "%s numbers, %s flags, %s categories, %s ignored"
                .formatted(
                        schema.quantityNames().size(),
                        schema.flagNames().size(),
                        schema.categories().size(),
                        ignored);
    }
}
