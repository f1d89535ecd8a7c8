package io.flinklab.data;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * What a schema should say about a column, judged by what the column holds.
 *
 * @param column kind and missing values; no limits, since the next file may go beyond this one
 * @param seen what the column holds, for the reader of the file
 * @param warnings what to look at, in sentences
 */
record ColumnProposal(Column column, ObjectNode seen, List<String> warnings) {
    private static final int FEW_ROWS = 20;
    private static final int MANY_ROWS = 1000;
    private static final double NEARLY_ALL = 0.95;
    private static final int MANY_CATEGORIES = 50;
    private static final int FEW_CATEGORIES = 10;
    private static final int CATEGORIES_SHOWN = 50;
    private static final double GIVES_AWAY = 0.99;
    private static final double MOSTLY = 0.5;
    private static final double MOST_NUMBERS = 0.9;

    /** A column that is no key, no label, and that nobody wants ignored. */
    static ColumnProposal of(ColumnProfile profile, boolean enoughLabels) {
        List<String> warnings = new ArrayList<>();
        String useless = useless(profile);
        if (!useless.isEmpty()) {
            warnings.add(named(profile, useless));
            return new ColumnProposal(
                    new Column.Ignored(profile.name()), seen(profile), List.copyOf(warnings));
        }
        warn(profile, enoughLabels, warnings);
        return new ColumnProposal(feature(profile), seen(profile), List.copyOf(warnings));
    }

    /** A column whose kind is given. */
    static ColumnProposal given(Column column, ColumnProfile profile) {
        return new ColumnProposal(column, seen(profile), List.of());
    }

    /** The key. */
    static ColumnProposal key(ColumnProfile profile) {
        boolean number = profile.isAllWhole() && profile.missing() == 0 && profile.min() >= 0;
        List<String> warnings = new ArrayList<>();
        if (profile.missing() > 0) {
            warnings.add(
                    named(
                            profile,
                            "is the key, and empty in %s."
                                    .formatted(Counted.rows(profile.missing()))));
        }
        if (profile.present() > 0 && profile.onceShare() < 1) {
            warnings.add(
                    named(
                            profile,
                            "is the key, and some values are in several rows: %s in %s. Rows of one key may be in both parts of a split."
                                    .formatted(
                                            Counted.of(profile.distinct(), "different value"),
                                            Counted.rows(profile.present()))));
        }
        Column.Key key =
                new Column.Key(
                        profile.name(), number ? Column.Key.Type.NUMBER : Column.Key.Type.TEXT);
        return new ColumnProposal(key, seen(profile), warnings);
    }

    private static String named(ColumnProfile profile, String rest) {
        return "Column '" + profile.name() + "' " + rest;
    }

    /** Why a model should not read the column; empty if it should. */
    private static String useless(ColumnProfile profile) {
        String name = profile.name();
        if (profile.present() == 0) {
            return "has no value in any of %s, so it is written as ignored."
                    .formatted(Counted.rows(profile.rows()));
        } else if (isConstant(profile)) {
            return "has one value, %s, in all %s. It tells nothing, so it is written as ignored."
                    .formatted(
                            Excerpt.quoted(profile.categories().keySet().iterator().next()),
                            Counted.rows(profile.rows()));
        } else if (profile.isAllDates()) {
            return ("holds dates in all %s that have a value. A date is no feature as it stands, so the column is written"
                            + " as ignored. Turn it into a number, such as days before the label was known, to use it.")
                    .formatted(Counted.rows(profile.present()));
        } else if (isIdentifier(profile)) {
            return ("looks like an identifier: %s. It tells rows apart and nothing about new ones, so it is written as"
                            + " ignored. Make it the key with --key '%s', or give it another kind in the file.")
                    .formatted(distinctness(profile), name);
        } else if (isTooMany(profile)) {
            return ("has %s %s in %s. Each would be a feature with few rows behind it, so the column is written as"
                            + " ignored. Group them, or write \"kind\": \"category\" to use it as it is.")
                    .formatted(
                            profile.distinct() > DistinctSample.SIZE ? "about" : "as many as",
                            Counted.of(profile.distinct(), "different text"),
                            Counted.rows(profile.rows()));
        }
        return "";
    }

    private static boolean isConstant(ColumnProfile profile) {
        return profile.distinct() == 1 && profile.missing() == 0;
    }

    /**
     * Whole numbers that only rise, or of which none stands twice in many rows; and texts that
     * nearly all stand once.
     */
    private static boolean isIdentifier(ColumnProfile profile) {
        if (profile.present() < FEW_ROWS) {
            return false;
        } else if (profile.isAllNumbers()) {
            return profile.isAllWhole()
                    && (profile.rises()
                            || profile.present() >= MANY_ROWS && profile.onceShare() == 1);
        }
        return profile.distinct() >= NEARLY_ALL * profile.present();
    }

    private static String distinctness(ColumnProfile profile) {
        if (profile.rises()) {
            return "its %s are whole, each larger than the one before"
                    .formatted(Counted.of(profile.present(), "number"));
        }
        return "%s%s in %s"
                .formatted(
                        profile.distinct() > DistinctSample.SIZE ? "about " : "",
                        Counted.of(profile.distinct(), "different value"),
                        Counted.rows(profile.present()));
    }

    private static boolean isTooMany(ColumnProfile profile) {
        return !profile.isAllNumbers()
                && (profile.hasManyCategories()
                        || profile.distinct() > FEW_CATEGORIES
                                && profile.distinct() > 0.1 * profile.rows());
    }

    /** A number that is there or missing, and always the same, says that it is there. */
    private static Column feature(ColumnProfile profile) {
        if (profile.isAllNumbers() && profile.distinct() > 1) {
            if (profile.isFlag()) {
                return new Column.Flag(
                        profile.name(), missing(profile, Missing.Policy.MOST_FREQUENT));
            }
            NumberRange range =
                    new NumberRange(profile.isAllWhole(), -Column.MAX_NUMBER, Column.MAX_NUMBER);
            return new Column.Number(
                    profile.name(), range, missing(profile, Missing.Policy.MEDIAN));
        }
        return new Column.Category(
                profile.name(), List.of(), missing(profile, Missing.Policy.CATEGORY));
    }

    private static Missing missing(ColumnProfile profile, Missing.Policy policy) {
        return profile.missing() == 0
                ? Missing.REFUSED
                : new Missing(List.copyOf(profile.missingTexts()), policy);
    }

    private static void warn(ColumnProfile profile, boolean enoughLabels, List<String> warnings) {
        double separation = enoughLabels ? profile.separation() : 0;
        if (separation > GIVES_AWAY) {
            warnings.add(
                    named(
                            profile,
                            ("gives the label away: alone it separates the two values with an AUROC of %s. If it is known"
                                            + " only after the label, leave it out with --ignore '%s'.")
                                    .formatted(
                                            String.format(
                                                    java.util.Locale.ROOT, "%.3f", separation),
                                            profile.name())));
        }
        if (profile.missingShare() > MOSTLY) {
            warnings.add(
                    named(
                            profile,
                            "is missing in %s of the rows. Ask why, or leave it out with --ignore '%s'."
                                    .formatted(
                                            Counted.percent(profile.missingShare()),
                                            profile.name())));
        }
        if (profile.spaced() > 0) {
            warnings.add(
                    named(
                            profile,
                            "has spaces around its value in %s. The other commands refuse them; remove them from the file."
                                    .formatted(Counted.rows(profile.spaced()))));
        }
        if (!profile.isAllNumbers()) {
            warnOfTexts(profile, warnings);
        }
    }

    private static void warnOfTexts(ColumnProfile profile, List<String> warnings) {
        if (profile.distinct() > MANY_CATEGORIES) {
            warnings.add(
                    named(
                            profile,
                            "has %s, and each is a feature. Group the rare ones, or leave the column out with --ignore '%s'."
                                    .formatted(
                                            Counted.of(profile.distinct(), "different text"),
                                            profile.name())));
        }
        if (profile.numberShare() >= MOST_NUMBERS) {
            warnings.add(
                    named(
                            profile,
                            ("holds numbers in %s of the rows that have a value, and texts in others, such as %s. It is"
                                            + " read as a category. If these mean that the value is missing, write"
                                            + " \"kind\": \"number\" with them among the texts of \"missing\".")
                                    .formatted(
                                            Counted.percent(profile.numberShare()),
                                            String.join(
                                                    " and ",
                                                    profile.odd().stream()
                                                            .map(Excerpt::quoted)
                                                            .toList()))));
        }
    }

    private static ObjectNode seen(ColumnProfile profile) {
        ObjectNode seen = JsonNodeFactory.instance.objectNode();
        if (profile.isAllNumbers() && !profile.isFlag()) {
            SchemaJson.writeNumber(seen, "min", profile.min());
            SchemaJson.writeNumber(seen, "max", profile.max());
            SchemaJson.writeNumber(seen, "mean", rounded(profile.mean()));
        }
        seen.put("distinct", profile.distinct());
        seen.put("missing", rounded(profile.missingShare()));
        if (!profile.isAllNumbers() || profile.isFlag()) {
            counts(profile.categories(), seen);
        }
        return seen;
    }

    private static void counts(Map<String, Long> categories, ObjectNode seen) {
        ObjectNode counts = JsonNodeFactory.instance.objectNode();
        categories.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder()))
                .limit(CATEGORIES_SHOWN)
                .forEach(each -> counts.put(each.getKey(), each.getValue()));
        if (!counts.isEmpty()) {
            seen.set("values", counts);
        }
    }

    /** Six digits are enough for a reader. */
    private static double rounded(double value) {
        return value == 0
                ? 0
                : new java.math.BigDecimal(value).round(new java.math.MathContext(6)).doubleValue();
    }
}
