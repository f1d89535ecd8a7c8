package io.flinklab.serving;

import io.flinklab.data.Example;
import io.flinklab.data.Excerpt;
import java.util.List;

/** A value that training did not see, in a column whose model refuses such values. */
public final class UnseenCategoryException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private static final int LONGEST_VALUE = 80;

    /** More categories than these make a message harder to read, not clearer. */
    private static final int MOST_CATEGORIES = 20;

    private final String column;

    /**
     * For one value.
     *
     * @param known the values that training saw
     */
    public UnseenCategoryException(String column, Object value, List<?> known) {
        super(
                column
                        + ": expected one of "
                        + categories(known)
                        + "; found "
                        + (value instanceof String text ? "\"" + shown(text) + "\"" : value)
                        + ". Correct the row, or train with unseen categories kept or skipped.");
        this.column = column;
    }

    private UnseenCategoryException(String message) {
        super(message);
        this.column = "";
    }

    /** For an example that the model skips, where one score was asked for. */
    public static UnseenCategoryException skipped(Example example) {
        return new UnseenCategoryException(
                "Expected categories that training saw, because the model skips others and a single"
                        + " score cannot be skipped; found "
                        + example
                        + ". Ask predict, or score a list.");
    }

    private static String categories(List<?> known) {
        return known.size() <= MOST_CATEGORIES
                ? known.toString()
                : "%s categories, as %s".formatted(known.size(), known.subList(0, 3));
    }

    private static String shown(String text) {
        return Excerpt.printable(text, LONGEST_VALUE);
    }

    /** Name of the column, or an empty string where the whole row is at fault. */
    public String column() {
        return column;
    }
}
