package io.flinklab.notebook;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The names of the operators in a task's name, which chains them: {@code A -> (B, C -> D)}. */
final class OperatorNames {
    /** They only convert or check rows; they say nothing of what the job does. */
    private static final Set<String> CONVERTERS =
            Set.of("Map", "TableToDataSteam", "ConstraintEnforcer", "filter-tail");

    private OperatorNames() {}

    /** Each name once; converters only where there is nothing else. */
    static List<String> of(String taskName) {
        List<String> all = names(taskName).toList();
        List<String> telling =
                all.stream().filter(Predicate.not(OperatorNames::isConverter)).distinct().toList();
        return telling.isEmpty() ? all.subList(0, 1) : telling;
    }

    /** Numbers in brackets count the tables of a session: they would differ from run to run. */
    private static Stream<String> names(String taskName) {
        return Arrays.stream(taskName.split(" -> |, "))
                .map(name -> name.replaceAll("[()]|\\[[0-9]+\\]", "").strip());
    }

    private static boolean isConverter(String name) {
        return CONVERTERS.contains(name) || name.startsWith("*anonymous_datastream_source");
    }
}
