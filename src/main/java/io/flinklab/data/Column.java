package io.flinklab.data;

import java.io.Serializable;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;

/** A column of a table: its name, what it may hold, and what a model may do with it. */
public sealed interface Column extends Serializable {

    /** The largest number that a column holds, 2^53: up to here a double has each whole number. */
    double MAX_NUMBER = 9_007_199_254_740_992.0;

    /** The name in a file's header and in JSON. */
    String name();

    /** The values that are accepted, in words. */
    String values();

    /** What a model may do with the column, in words. */
    String role();

    /** What a model may learn from. */
    sealed interface Feature extends Column permits Numeric, Category {

        /** What a missing value looks like, and what becomes of it. */
        Missing missing();
    }

    /** A feature that is held as a number; NaN is a missing one. */
    sealed interface Numeric extends Feature permits Number, Flag {

        /** Which numbers are accepted. */
        NumberRange range();

        /**
         * The double nearest to the text's value, or NaN for a missing value.
         *
         * @throws BadValue the text is no number of the range, or missing and refused
         */
        default double read(String text) throws BadValue {
            return range().read(name(), text, missing());
        }

        @Override
        default String values() {
            return range().toString();
        }
    }

    /** The column that tells one row from another; never a feature. */
    record Key(String name, Type type) implements Column {

        /** The types of a key. */
        public enum Type {
            /** Whole numbers, 0 to 2^53. */
            NUMBER,
            /** Any text. */
            TEXT
        }

        /** What a score has beside the key, wherever it is written. */
        private static final List<String> SCORE_FIELDS =
                List.of(
                        "score",
                        "prediction",
                        "modelVersion",
                        "modelSha256",
                        "eventTime",
                        "scoringTime",
                        "unseenCategories");

        static final NumberRange WHOLE = NumberRange.whole(0, MAX_NUMBER);

        /** Refuses a name that a score has for something else. */
        public Key {
            requireName(name);
            if (SCORE_FIELDS.contains(name)) {
                throw new IllegalArgumentException(
                        ("%s: expected a key under another name; a score has beside its key the"
                                        + " fields %s")
                                .formatted(name, SCORE_FIELDS));
            }
            Objects.requireNonNull(type, "type");
        }

        /** A {@code Long} or a {@code String}. */
        Comparable<?> read(String text) throws BadValue {
            if (type == Type.TEXT) {
                return text;
            }
            return (long) WHOLE.read(name, text, Missing.REFUSED);
        }

        @Override
        public String values() {
            return type == Type.TEXT ? "any text" : WHOLE.toString();
        }

        @Override
        public String role() {
            return "key";
        }
    }

    /**
     * What a model learns to predict.
     *
     * @param positive the value that counts as 1
     * @param negative the value that counts as 0
     */
    record Label(String name, String positive, String negative) implements Column {

        public Label {
            requireName(name);
            if (positive.equals(negative)) {
                throw new IllegalArgumentException(
                        "%s: expected two values of the label, found '%s' for both"
                                .formatted(name, positive));
            }
            if (isSameNumber(positive, negative)) {
                throw new IllegalArgumentException(
                        "%s: expected two values of the label, found the same number, '%s' and '%s'"
                                .formatted(name, positive, negative));
            }
        }

        /** Whether both values are numbers, so that {@code 1.0} is {@code 1}. */
        public boolean isNumeric() {
            return DecimalText.exact(positive) != null && DecimalText.exact(negative) != null;
        }

        /** 1 for the positive value, 0 for the negative one. */
        double read(String text) throws BadValue {
            if (text.equals(positive)) {
                return 1;
            } else if (text.equals(negative)) {
                return 0;
            } else if (isNumeric() && isSameNumber(text, positive)) {
                return 1;
            } else if (isNumeric() && isSameNumber(text, negative)) {
                return 0;
            }
            throw new BadValue(name, "expected " + values() + ", found " + Excerpt.quoted(text));
        }

        private static boolean isSameNumber(String text, String other) {
            BigDecimal number = DecimalText.exact(text);
            BigDecimal value = number == null ? null : DecimalText.exact(other);
            return value != null && number.compareTo(value) == 0;
        }

        /** The text of a known label. */
        public String write(double label) {
            return label == 1 ? positive : negative;
        }

        @Override
        public String values() {
            return isNumeric()
                    ? negative + " or " + positive
                    : "'" + negative + "' or '" + positive + "'";
        }

        @Override
        public String role() {
            return "label";
        }
    }

    /** A feature that is a quantity. */
    record Number(String name, NumberRange range, Missing missing) implements Numeric {

        public Number {
            requireName(name);
            Objects.requireNonNull(range, "range");
            requireNumericPolicy(name, missing);
        }

        @Override
        public String role() {
            return "feature: quantity";
        }
    }

    /** A feature that is 0 or 1. */
    record Flag(String name, Missing missing) implements Numeric {
        private static final NumberRange RANGE = NumberRange.whole(0, 1);

        public Flag {
            requireName(name);
            requireNumericPolicy(name, missing);
        }

        @Override
        public NumberRange range() {
            return RANGE;
        }

        @Override
        public String role() {
            return "feature: yes or no";
        }
    }

    /**
     * A feature that is a name, held as text.
     *
     * @param allowed the only values accepted; empty if any name is, as {@link CategoryText} has it
     */
    record Category(String name, List<String> allowed, Missing missing) implements Feature {
        /** What a row has in place of a missing category. */
        public static final String MISSING = "(missing)";

        public Category {
            requireName(name);
            allowed = allowed.stream().map(CategoryText::composed).toList();
            if (missing.policy() == Missing.Policy.MEAN
                    || missing.policy() == Missing.Policy.MEDIAN) {
                throw new IllegalArgumentException(
                        "%s: a category has no %s; expected reject, category or most_frequent"
                                .formatted(name, missing.policy()));
            }
        }

        /** The category in composed form, or {@link #MISSING}. */
        String read(String text) throws BadValue {
            if (missing.takes(text)) {
                return MISSING;
            }
            String category = CategoryText.read(name, text);
            if (!allowed.isEmpty() && !allowed.contains(category) && !isMissing(category)) {
                throw new BadValue(
                        name,
                        "expected one of "
                                + allowed
                                + ", found "
                                + Excerpt.quoted(text)
                                + NearestName.hint(category, allowed));
            }
            return category;
        }

        /**
         * Whether this text stands for a missing category. Where missing values are refused, no
         * text does.
         */
        public boolean isMissing(String category) {
            return missing.isAccepted() && category.equals(MISSING);
        }

        @Override
        public String values() {
            return allowed.isEmpty() ? CategoryText.EXPECTED : "one of " + allowed;
        }

        @Override
        public String role() {
            return "feature: category";
        }
    }

    /** Not read; a file may have it or not. */
    record Ignored(String name) implements Column {

        public Ignored {
            requireName(name);
        }

        @Override
        public String values() {
            return "any text";
        }

        @Override
        public String role() {
            return "ignored";
        }
    }

    private static void requireName(String name) {
        if (name.isBlank() || !name.equals(name.strip())) {
            throw new IllegalArgumentException(
                    "Expected a column's name without spaces around it, found "
                            + Excerpt.quoted(name));
        }
    }

    private static void requireNumericPolicy(String name, Missing missing) {
        if (missing.policy() == Missing.Policy.CATEGORY) {
            throw new IllegalArgumentException(
                    "%s: a missing number is no category; expected reject, mean, median or"
                                    .formatted(name)
                            + " most_frequent. Or make the column a category.");
        }
    }
}
