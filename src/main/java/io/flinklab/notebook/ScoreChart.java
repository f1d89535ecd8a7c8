package io.flinklab.notebook;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.flink.types.Row;

/** Scores of a stream as a picture. */
public final class ScoreChart {
    private ScoreChart() {}

    /**
     * Each score at its place in the stream, in the colour of the model that gave it.
     *
     * @param scores rows of {@code streaming.ScoreRows.TYPE} in the order in which they came, at
     *     least one
     */
    public static Picture of(String title, List<Row> scores) {
        Map<String, List<Integer>> places = new LinkedHashMap<>();
        IntStream.range(0, scores.size())
                .forEach(
                        place ->
                                places.computeIfAbsent(
                                                scores.get(place).getFieldAs("modelVersion"),
                                                version -> new ArrayList<>())
                                        .add(place));
        return Charts.points(
                title,
                "place in the stream",
                "score",
                places.entrySet().stream()
                        .map(version -> line(version.getKey(), version.getValue(), scores))
                        .toArray(Line[]::new));
    }

    private static Line line(String version, List<Integer> places, List<Row> scores) {
        return new Line(
                version,
                places.stream().mapToDouble(place -> place + 1).toArray(),
                places.stream()
                        .mapToDouble(place -> scores.get(place).<Double>getFieldAs("score"))
                        .toArray());
    }
}
