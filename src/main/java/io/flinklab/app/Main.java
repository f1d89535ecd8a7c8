package io.flinklab.app;

import io.flinklab.churn.Churn;
import io.flinklab.data.Split;
import io.flinklab.interchange.Runtimes;
import io.flinklab.serving.MetricBound;
import io.flinklab.store.flink.StoreLocation;
import io.flinklab.streaming.kafka.ModelTopic;
import io.flinklab.training.Recipe;
import io.flinklab.tuning.Metric;
import java.io.PrintWriter;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.flink.client.program.StreamContextEnvironment;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.TypeConversionException;

/** The command line: one command a step of a model's life. */
@Command(
        name = "flink-ml-lab",
        description = "Trains, measures, stores and applies models of tables with Flink ML.",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        subcommands = {
            GenerateCommand.class,
            SchemaCommand.class,
            TrainCommand.class,
            TuneCommand.class,
            EvaluateCommand.class,
            ScoreCommand.class,
            ModelsCommand.class,
            ExportCommand.class,
            ReplayCommand.class,
            ServeCommand.class,
            StreamCommand.class,
            LearnCommand.class,
            RetrainCommand.class
        })
public final class Main {
    private static final List<String> WRITTEN =
            List.of(
                    "--store",
                    "--out",
                    "--rejects",
                    "--sink",
                    "--shadow-sink",
                    "--state",
                    "--ledger");
    private static final String LOG_CONFIGURATION = "log4j2.configurationFile";

    @Option(
            names = "--debug",
            scope = ScopeType.INHERIT,
            description = "Show the stack trace of an error.")
    private boolean debug;

    private Main() {}

    /**
     * Runs one command and exits: 0 on success, 1 on failure, 2 on wrong usage. Where Flink runs
     * this, as in application mode, it returns or throws, because the process is not its own.
     */
    public static void main(String[] args) {
        if (System.getProperty(LOG_CONFIGURATION) == null) {
            System.setProperty(LOG_CONFIGURATION, "classpath:io/flinklab/app/log4j2.properties");
        }
        // Flink ML names a saved pipeline's directories with the locale's digits. A PrintWriter
        // uses Locale.getDefault(), so setting the locale for formats alone is not enough.
        Locale.setDefault(Locale.ROOT);
        try {
            int exit = commandLine().execute(args);
            if (!isRunByFlink()) {
                System.exit(exit);
            } else if (exit != 0) {
                throw new IllegalStateException("The command ended with exit code " + exit);
            }
        } catch (OutOfMemoryError full) {
            PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
            System.exit(Failures.report(full, false, err, Map.of()));
        }
    }

    /** Whether a Flink cluster or its client runs this program, whose jobs are to run there. */
    static boolean isRunByFlink() {
        return StreamExecutionEnvironment.getExecutionEnvironment()
                instanceof StreamContextEnvironment;
    }

    static CommandLine commandLine() {
        Main main = new Main();
        return new CommandLine(main)
                .registerConverter(Path.class, OptionValues::path)
                .registerConverter(StoreLocation.class, reading(StoreOptions::location))
                .registerConverter(MetricBound.class, reading(MetricBound::parse))
                .registerConverter(ModelTopic.class, reading(ModelTopic::at))
                .registerConverter(Duration.class, OptionValues::duration)
                .registerConverter(MemorySize.class, OptionValues::size)
                .registerConverter(Metric.class, reading(Metric::parse))
                .registerConverter(Split.Method.class, reading(Split.Method::parse))
                .registerConverter(Recipe.class, reading(Churn::recipe))
                .registerConverter(Runtimes.class, reading(Runtimes::named))
                .registerConverter(RetrainTriggers.class, reading(RetrainTriggers::parse))
                .registerConverter(Reload.class, reading(Reload::parse))
                .registerConverter(RestAddress.class, reading(RestAddress::parse))
                .registerConverter(ListenAddress.class, reading(ListenAddress::parse))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler((failure, args) -> Failures.reportUsage(failure))
                .setExecutionExceptionHandler(
                        (failure, command, parsed) ->
                                Failures.report(
                                        failure, main.debug, command.getErr(), written(parsed)));
    }

    /** Where this program is: its jar, or a directory of classes. */
    static Path program() {
        try {
            return Path.of(Main.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException("A class's own place is always an address", e);
        }
    }

    /** What a command writes on this machine, by option. */
    private static Map<String, Path> written(CommandLine.ParseResult parsed) {
        CommandLine.ParseResult command = parsed;
        while (command.hasSubcommand()) {
            command = command.subcommand();
        }
        Map<String, Path> written = new LinkedHashMap<>();
        for (String option : WRITTEN) {
            String value = command.matchedOptionValue(option, (Object) "").toString();
            path(value).ifPresent(path -> written.put(option, path));
        }
        return written;
    }

    private static Optional<Path> path(String value) {
        try {
            return value.isEmpty() || value.contains("://")
                    ? Optional.empty()
                    : Optional.of(Path.of(value));
        } catch (InvalidPathException unusual) {
            return Optional.empty();
        }
    }

    /** Shows the reader's own message where it refuses a value. */
    private static <T> ITypeConverter<T> reading(Function<String, T> reader) {
        return text -> {
            try {
                return reader.apply(text);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        };
    }

    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Main.class.getPackage().getImplementationVersion();
            return new String[] {version == null ? "unpackaged" : version};
        }
    }
}
