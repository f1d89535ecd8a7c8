package io.flinklab.data.inference;

import io.flinklab.data.Counted;
import io.flinklab.data.Excerpt;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Says, in sentences, why somebody should look at a column before a model reads it. */
final class ColumnDoubts {
    private static final int FEW_ROWS = 20;
    private static final int MANY_ROWS = 1000;
    private static final double NEARLY_ALL = 0.95;
    private static final int FEW_CATEGORIES = 10;
    private static final int MANY_CATEGORIES = 50;
    private static final double LARGE_SHARE = 0.1;
    private static final double GIVES_AWAY = 0.99;
    private static final double MOSTLY = 0.5;
    private static final double MOST_NUMBERS = 0.9;

    private ColumnDoubts() {}

    /** Why a model should not read the column; empty if it should. */
    static String useless(ColumnProfile profile) {
        String why = why(profile);
        return why.isEmpty() ? "" : named(profile, why);
    }

    private static String why(ColumnProfile profile) {
        if (profile.present() == 0) {
            return "has no value in any of %s, so it is written as ignored."
                    .formatted(Counted.rows(profile.rows()));
        } else if (isConstant(profile)) {
            return "has one value, %s, in all %s. It tells nothing, so it is written as ignored."
                    .formatted(
                            profile.categories().keySet().stream()
                                    .findFirst()
                                    .map(Excerpt::quoted)
                                    .orElse("a long text"),
                            Counted.rows(profile.rows()));
        } else if (profile.isAllDates()) {
            return ("holds dates in all %s that have a value. A date is no feature as it"
                            + " stands, so the column is written as ignored. Turn it into a"
                            + " number, such as days before the label was known, to use it.")
                    .formatted(Counted.rows(profile.present()));
        } else if (isIdentifier(profile)) {
            return ("looks like an identifier: %s. It tells rows apart and nothing about new"
                            + " ones, so it is written as ignored. Make it the key with --key"
                            + " '%s', or give it another kind in the file.")
                    .formatted(distinctness(profile), profile.name());
        } else if (isTooMany(profile)) {
            return ("has %s in %s. Each would be a feature with few rows behind it, so the"
                            + " column is written as ignored. Group them, or write \"kind\":"
                            + " \"category\" to use it as it is.")
                    .formatted(profile.distinct("text"), Counted.rows(profile.rows()));
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
        return profile.distinct("value") + " in " + Counted.rows(profile.present());
    }

    private static boolean isTooMany(ColumnProfile profile) {
        return !profile.isAllNumbers()
                && (profile.hasManyCategories()
                        || profile.distinct() > FEW_CATEGORIES
                                && profile.distinct() > LARGE_SHARE * profile.rows());
    }

    /** What is odd about a key. */
    static List<String> ofKey(ColumnProfile profile) {
        List<String> doubts = new ArrayList<>();
        if (profile.missing() > 0) {
            doubts.add(
                    "is the key, and empty in %s. Give each row one."
                            .formatted(Counted.rows(profile.missing())));
        }
        if (profile.present() > 0 && profile.onceShare() < 1) {
            doubts.add(
                    ("is the key, and some values are in several rows: %s in %s. Rows of one"
                                    + " key may be in both parts of a split.")
                            .formatted(profile.distinct("value"), Counted.rows(profile.present())));
        }
        return named(profile, doubts);
    }

    /** What is odd about the label, beyond its values. */
    static List<String> ofLabel(ColumnProfile profile) {
        List<String> doubts = new ArrayList<>();
        addOfSpaces(profile, doubts);
        return named(profile, doubts);
    }

    /**
     * What is odd about a feature.
     *
     * @param enoughLabels whether each value of the label is there often enough to tell what gives
     *     it away
     */
    static List<String> of(ColumnProfile profile, boolean enoughLabels) {
        List<String> doubts = new ArrayList<>();
        double separation = enoughLabels ? profile.separation() : 0;
        if (separation > GIVES_AWAY) {
            doubts.add(
                    ("gives the label away: alone it separates the two values with an AUROC of"
                                    + " %s. If it is known only after the label, leave it out"
                                    + " with --ignore '%s'.")
                            .formatted(
                                    String.format(Locale.ROOT, "%.3f", separation),
                                    profile.name()));
        }
        if (profile.missingShare() > MOSTLY) {
            doubts.add(
                    "is missing in %s of the rows. Ask why, or leave it out with --ignore '%s'."
                            .formatted(Counted.percent(profile.missingShare()), profile.name()));
        }
        addOfSpaces(profile, doubts);
        if (!profile.isAllNumbers()) {
            addOfTexts(profile, doubts);
        }
        return named(profile, doubts);
    }

    private static void addOfSpaces(ColumnProfile profile, List<String> doubts) {
        if (profile.spaced() > 0) {
            doubts.add(
                    ("has spaces around its value in %s. The other commands refuse them; remove"
                                    + " them from the file.")
                            .formatted(Counted.rows(profile.spaced())));
        }
    }

    private static void addOfTexts(ColumnProfile profile, List<String> doubts) {
        if (!profile.unreadable().isEmpty()) {
            doubts.add(
                    "has texts that the other commands refuse: %s. Correct them in the file."
                            .formatted(profile.unreadable()));
        }
        if (profile.distinct() > MANY_CATEGORIES) {
            doubts.add(
                    ("has %s, and each is a feature. Group the rare ones, or leave the column"
                                    + " out with --ignore '%s'.")
                            .formatted(profile.distinct("text"), profile.name()));
        }
        if (profile.numberShare() >= MOST_NUMBERS) {
            List<String> odd = profile.odd().stream().map(Excerpt::quoted).toList();
            doubts.add(
                    ("holds numbers in %s of the rows that have a value, and texts in others,"
                                    + " such as %s. It is read as a category. If these mean"
                                    + " that the value is missing, write \"kind\": \"number\""
                                    + " with them among the texts of \"missing\".")
                            .formatted(
                                    Counted.percent(profile.numberShare()),
                                    String.join(" and ", odd)));
        }
    }

    private static List<String> named(ColumnProfile profile, List<String> doubts) {
        return doubts.stream().map(doubt -> named(profile, doubt)).toList();
    }

    private static String named(ColumnProfile profile, String doubt) {
        return "Column '" + profile.name() + "' " + doubt;
    }
}
