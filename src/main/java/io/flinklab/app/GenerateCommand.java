package io.flinklab.app;

import io.flinklab.churn.CustomerGenerator;
import io.flinklab.churn.CustomerShift;
import io.flinklab.data.synthetic.DriftSchedule;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
    private static final Pattern DRIFT = Pattern.compile("(prices|age|concept)@([1-9]\\d{0,8})");

    @Spec private CommandSpec spec;

    @Option(names = "--rows", required = true, description = "How many customers, 1 or more.")
    private int rows;

    @Option(
            names = "--seed",
            defaultValue = "" + CustomerGenerator.DEFAULT_SEED,
            description = "Any whole number (default: ${DEFAULT-VALUE}, that of data/churn.csv).")
    private long seed;

    @Option(
            names = "--drift",
            description =
                    "What changes about customers, and at which row, counted from 1, as"
                            + " concept@20000: prices, age, or concept, who leaves.")
    private String drift;

    @Option(
            names = "--width",
            defaultValue = "0",
            description =
                    "Rows that the change takes: within them more and more customers are changed"
                            + " (default: ${DEFAULT-VALUE}, it is sudden).")
    private long width;

    @Option(
            names = "--every",
            defaultValue = "0",
            description =
                    "Rows after which it changes back, and then again (default: ${DEFAULT-VALUE},"
                            + " never).")
    private long every;

    @Option(names = "--out", required = true, description = "The CSV file to write.")
    private Path out;

    @Override
    public void run() {
        if (rows < 1) {
            throw wrong("--rows is 1 or more; found " + rows + ".");
        }
        CustomerGenerator generator = generator();
        CommandFiles files = new CommandFiles(spec.commandLine()).writes("--out", out);
        generator.writeTo(out, rows);
        files.console(out).println(rows + " customers written to " + out);
    }

    private CustomerGenerator generator() {
        CustomerGenerator generator = new CustomerGenerator(seed);
        if (drift == null) {
            if (width != 0 || every != 0) {
                throw wrong("--width and --every are for --drift.");
            }
            return generator;
        }
        Matcher matcher = DRIFT.matcher(drift);
        if (!matcher.matches()) {
            throw wrong(
                    "--drift is one of %s and a row from 1 on, as concept@20000; found %s."
                            .formatted(Arrays.toString(CustomerShift.values()), drift));
        }
        CustomerShift shift = CustomerShift.valueOf(matcher.group(1).toUpperCase(Locale.ROOT));
        try {
            return generator.shifted(
                    shift, new DriftSchedule(Long.parseLong(matcher.group(2)) - 1, width, every));
        } catch (IllegalArgumentException e) {
            throw wrong(e.getMessage());
        }
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
