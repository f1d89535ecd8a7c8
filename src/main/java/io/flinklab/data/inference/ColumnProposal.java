package io.flinklab.data.inference;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.flinklab.data.Column;
import io.flinklab.data.Missing;
import io.flinklab.data.NumberRange;
import io.flinklab.data.json.SchemaJson;
import java.math.BigDecimal;
import java.math.MathContext;
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
    private static final int CATEGORIES_SHOWN = 50;

    /** A column that is no key, no label, and that nobody wants ignored. */
    static ColumnProposal of(ColumnProfile profile, boolean enoughLabels) {
        String useless = ColumnDoubts.useless(profile);
        if (!useless.isEmpty()) {
            return new ColumnProposal(
                    new Column.Ignored(profile.name()), seen(profile), List.of(useless));
        }
        return new ColumnProposal(
                feature(profile), seen(profile), ColumnDoubts.of(profile, enoughLabels));
    }

    /** A column that is not to be read. */
    static ColumnProposal ignored(ColumnProfile profile) {
        return new ColumnProposal(new Column.Ignored(profile.name()), seen(profile), List.of());
    }

    /** The label, whose values are known. */
    static ColumnProposal label(Column.Label label, ColumnProfile profile) {
        return new ColumnProposal(label, seen(profile), ColumnDoubts.ofLabel(profile));
    }

    /** The key. */
    static ColumnProposal key(ColumnProfile profile) {
        boolean number = profile.isAllWhole() && profile.missing() == 0 && profile.min() >= 0;
        Column.Key key =
                new Column.Key(
                        profile.name(), number ? Column.Key.Type.NUMBER : Column.Key.Type.TEXT);
        return new ColumnProposal(key, seen(profile), ColumnDoubts.ofKey(profile));
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

    private static ObjectNode seen(ColumnProfile profile) {
        ObjectNode seen = JsonNodeFactory.instance.objectNode();
        if (profile.isAllNumbers() && !profile.isFlag()) {
            SchemaJson.writeNumber(seen, "min", profile.min());
            SchemaJson.writeNumber(seen, "max", profile.max());
            SchemaJson.writeNumber(seen, "mean", rounded(profile.mean()));
        }
        seen.put("distinct", profile.distinct());
        if (profile.missing() > 0) {
            SchemaJson.writeNumber(seen, "missing", rounded(profile.missingShare()));
        }
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
        return value == 0 ? 0 : new BigDecimal(value).round(new MathContext(6)).doubleValue();
    }
}
