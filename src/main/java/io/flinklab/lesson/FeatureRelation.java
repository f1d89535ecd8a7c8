package io.flinklab.lesson;

import java.util.Comparator;
import java.util.List;
import org.apache.flink.types.Row;

/**
 * What a test of Flink ML says about one feature.
 *
 * @param feature its name
 * @param statistic chi-squared or F; the larger, the less does chance explain it
 * @param degrees of freedom
 * @param pValue the probability of such a statistic or a larger one, if there were no relation
 */
public record FeatureRelation(String feature, double statistic, long degrees, double pValue) {
    /** The columns of {@link #toList()}. */
    public static final List<String> COLUMNS =
            List.of("feature", "statistic", "degrees of freedom", "p-value");

    /**
     * The results of a test that was run with {@code flatten}, the largest statistic first.
     *
     * @param names of the features, in the order of the vector
     * @param rows one for each feature: its index, the p-value, the degrees of freedom, the
     *     statistic
     */
    public static List<List<Object>> lines(List<String> names, List<Row> rows) {
        return rows.stream()
                .map(row -> of(names, row))
                .sorted(Comparator.comparingDouble(FeatureRelation::statistic).reversed())
                .map(FeatureRelation::toList)
                .toList();
    }

    private static FeatureRelation of(List<String> names, Row row) {
        return new FeatureRelation(
                names.get(row.<Integer>getFieldAs(0)),
                row.getFieldAs(3),
                row.<Number>getFieldAs(2).longValue(),
                row.getFieldAs(1));
    }

    /** The fields as a table's row. */
    public List<Object> toList() {
        return List.of(feature, statistic, degrees, pValue);
    }
}
