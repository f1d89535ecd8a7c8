package io.flinklab.app;

import io.flinklab.store.flink.StoreLocation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Every option of every command that names a file or a directory. */
class PathOptionsTest {
    private static final Set<String> TEXTS = Set.of("--source", "--sink", "--rejects");

    static Stream<Arguments> pathOptions() {
        List<CommandLine> commands = new ArrayList<>();
        collect(Main.commandLine(), commands);
        return commands.stream()
                .map(CommandLine::getCommandSpec)
                .flatMap(
                        command ->
                                command.options().stream()
                                        .filter(PathOptionsTest::isPath)
                                        .map(option -> Arguments.of(command, option)));
    }

    @ParameterizedTest
    @MethodSource("pathOptions")
    void shouldRefuseAnEmptyPath(CommandSpec command, OptionSpec option) {
        for (String text : List.of("", " ")) {
            Cli.run(arguments(command, option, text))
                    .isWrongUsageSaying(option.longestName(), "empty text");
        }
    }

    @ParameterizedTest
    @MethodSource("pathOptions")
    void shouldRefuseWhatCannotBeAPath(CommandSpec command, OptionSpec option) {
        Cli.run(arguments(command, option, "a\0b"))
                .isWrongUsageSaying(option.longestName(), "is no path");
    }

    private static void collect(CommandLine command, List<CommandLine> all) {
        all.add(command);
        command.getSubcommands().values().forEach(each -> collect(each, all));
    }

    private static boolean isPath(OptionSpec option) {
        return option.type() == Path.class
                || option.type() == StoreLocation.class
                || option.type() == String.class && TEXTS.contains(option.longestName());
    }

    private static Object[] arguments(CommandSpec command, OptionSpec option, String value) {
        List<Object> arguments = new ArrayList<>(List.of(command.qualifiedName(" ").split(" ")));
        arguments.remove(0);
        arguments.add(option.longestName());
        arguments.add(value);
        for (OptionSpec other : command.options()) {
            // Of a group of alternatives one is given.
            boolean alternative =
                    option.group() != null && other.group() == option.group()
                            || other.longestName().equals("--service");
            if (other != option && other.required() && !alternative) {
                arguments.add(other.longestName());
                arguments.add(sample(other));
            }
        }
        command.positionalParameters().stream()
                .filter(ArgSpec::required)
                .forEach(each -> arguments.add("v000001"));
        return arguments.toArray();
    }

    private static String sample(OptionSpec option) {
        if (option.type() == int.class) {
            return "1";
        }
        return option.longestName().equals("--format") ? "onnx" : "there";
    }
}
