package io.flinklab.app;

import io.flinklab.churn.CustomerGenerator;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Makes synthetic customers. */
@Command(
        name = "generate",
        description = "Write synthetic customers; the same rows and seed give the same file.",
        mixinStandardHelpOptions = true)
final class GenerateCommand implements Runnable {
    @Spec private CommandSpec spec;

    @Option(names = "--rows", required = true, description = "How many customers, 1 or more.")
    private int rows;

    @Option(
            names = "--seed",
            defaultValue = "" + CustomerGenerator.DEFAULT_SEED,
            description = "Any whole number (default: ${DEFAULT-VALUE}, that of data/churn.csv).")
    private long seed;

    @Option(names = "--out", required = true, description = "The CSV file to write.")
    private Path out;

    @Override
    public void run() {
        if (rows < 1) {
            throw new ParameterException(
                    spec.commandLine(), "--rows is 1 or more; found " + rows + ".");
        }
        CommandFiles files = new CommandFiles(spec.commandLine()).writes("--out", out);
        new CustomerGenerator(seed).writeTo(out, rows);
        files.console(out).println(rows + " customers written to " + out);
    }
}
