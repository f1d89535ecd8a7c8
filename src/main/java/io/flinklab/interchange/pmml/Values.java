package io.flinklab.interchange.pmml;

/** Values as a document writes them. */
final class Values {
    private static final double MOST_WHOLE = 1e15;

    private Values() {}

    /** A number; a whole one without a fraction. */
    static String text(double value) {
        return value == Math.rint(value) && Math.abs(value) < MOST_WHOLE
                ? Long.toString((long) value)
                : Double.toString(value);
    }

    /** A number's category as a document writes it; null for a text that no number has. */
    static String ofNumber(String category) {
        try {
            double value = Double.parseDouble(category);
            return Double.toString(value).equals(category) && Double.isFinite(value)
                    ? text(value)
                    : null;
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
