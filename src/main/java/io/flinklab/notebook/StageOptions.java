package io.flinklab.notebook;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.apache.flink.ml.api.Stage;
import org.apache.flink.ml.param.Param;

/** The options that a Flink ML stage was given, with Flink ML's own words for them. */
public final class StageOptions {
    private StageOptions() {}

    /** One row for each option, by name. */
    public static Grid of(Stage<?> stage) {
        return Grid.of(
                stage.getClass().getSimpleName(),
                List.of("option", "value", "meaning"),
                stage.getParamMap().entrySet().stream()
                        .sorted(Comparator.comparing(option -> option.getKey().name))
                        .map(StageOptions::row)
                        .toList());
    }

    private static List<String> row(Map.Entry<Param<?>, Object> option) {
        return List.of(
                option.getKey().name,
                String.valueOf(option.getValue()),
                option.getKey().description);
    }
}
