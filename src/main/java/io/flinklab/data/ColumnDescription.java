package io.flinklab.data;

/**
 * What a column of a customer file holds, for people.
 *
 * @param name the column's name
 * @param kind the type of its values
 * @param values which values are accepted
 * @param role what a model may do with it
 */
public record ColumnDescription(String name, Kind kind, String values, String role) {

    /** Types of values. */
    public enum Kind {
        /** A name. */
        TEXT,
        /** A whole number. */
        WHOLE,
        /** A number with decimals. */
        DECIMAL
    }

    static ColumnDescription text(String name, String values) {
        return new ColumnDescription(name, Kind.TEXT, values, role(name));
    }

    static ColumnDescription of(NumberColumn column) {
        return new ColumnDescription(
                column.name(),
                column.whole() ? Kind.WHOLE : Kind.DECIMAL,
                column.allowed(),
                role(column.name()));
    }

    private static String role(String name) {
        if (name.equals(CustomerSchema.LABEL)) {
            return "label";
        } else if (CustomerSchema.NUMERIC.contains(name)) {
            return "feature: quantity";
        } else if (CustomerSchema.CATEGORICAL.contains(name)) {
            return "feature: category";
        }
        return CustomerSchema.FLAGS.contains(name) ? "feature: yes or no" : "not a feature";
    }
}
