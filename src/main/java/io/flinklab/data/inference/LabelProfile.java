package io.flinklab.data.inference;

import io.flinklab.data.Column;
import io.flinklab.data.Counted;
import io.flinklab.data.DataException;
import io.flinklab.data.DecimalText;
import io.flinklab.data.Excerpt;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What the label's column holds, and which of its values counts as positive. */
final class LabelProfile {
    private static final int MOST_VALUES = 20;
    private static final Set<String> YES =
            Set.of("1", "yes", "y", "true", "t", "positive", "pos", "+");
    private static final Set<String> NO =
            Set.of("0", "-1", "no", "n", "false", "f", "negative", "neg", "-");

    private final String name;
    private final Map<String, Long> counts = new LinkedHashMap<>();
    private long missing;
    private boolean more;

    LabelProfile(String name) {
        this.name = name;
    }

    /** Takes the field of the next row; gives which value it is by first sight: 0, 1, or -1. */
    int add(String field) {
        if (ColumnProfile.isMissing(field)) {
            missing++;
            return -1;
        }
        String value = plain(field.strip());
        if (counts.size() == MOST_VALUES && !counts.containsKey(value)) {
            more = true;
            return -1;
        }
        counts.merge(value, 1L, Long::sum);
        int index = 0;
        for (String each : counts.keySet()) {
            if (index > 1 || each.equals(value)) {
                break;
            }
            index++;
        }
        return index > 1 ? -1 : index;
    }

    /** The label reads 1.0 as 1. */
    private static String plain(String text) {
        BigDecimal exact = DecimalText.exact(text);
        double number = exact == null ? Double.NaN : exact.doubleValue();
        return Math.abs(number) <= Column.MAX_NUMBER ? DecimalText.plain(number) : text;
    }

    /** In how many rows the label is missing. */
    long missing() {
        return missing;
    }

    /** How often each value is there. */
    Map<String, Long> counts() {
        return counts;
    }

    /**
     * The column.
     *
     * @param positive the value that counts as 1; empty for the one that says yes, or else the
     *     rarer
     * @throws DataException there are not two values, or the positive one is none of them
     */
    Column.Label column(String positive) {
        if (counts.size() != 2 || more) {
            throw new DataException(
                    ("The label '%s' has %s: %s. Expected two values. Leave out the rows of"
                                    + " others, or name another column with --label.")
                            .formatted(name, size(), shown()));
        }
        List<String> values = new ArrayList<>(counts.keySet());
        String chosen = positive.isEmpty() ? usual(values) : plain(positive.strip());
        if (!values.contains(chosen)) {
            throw new DataException(
                    ("--positive: expected one of the two values of the label '%s', found %s."
                                    + " They are %s.")
                            .formatted(name, Excerpt.quoted(positive), shown()));
        }
        return new Column.Label(name, chosen, values.get(chosen.equals(values.get(0)) ? 1 : 0));
    }

    private String size() {
        return counts.isEmpty()
                ? "no value"
                : (more ? "more than " : "") + Counted.of(counts.size(), "value");
    }

    private String shown() {
        return counts.isEmpty()
                ? "all " + missing + " rows lack it"
                : counts.entrySet().stream()
                                .map(each -> Excerpt.quoted(each.getKey()) + " " + each.getValue())
                                .collect(Collectors.joining(", "))
                        + (more ? ", ..." : "");
    }

    private String usual(List<String> values) {
        return saysYes(values).orElseGet(() -> rarer(values));
    }

    private static Optional<String> saysYes(List<String> values) {
        List<String> yes = values.stream().filter(value -> YES.contains(lower(value))).toList();
        boolean no = values.stream().anyMatch(value -> NO.contains(lower(value)));
        return yes.size() == 1 && no ? yes.stream().findFirst() : Optional.empty();
    }

    /** Where both are as frequent, the later one in the order of texts. */
    private String rarer(List<String> values) {
        return values.stream()
                .min(
                        Comparator.<String, Long>comparing(counts::get)
                                .thenComparing(Comparator.reverseOrder()))
                .orElseThrow();
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    /** Why a value counts as positive, if nobody chose it. */
    String reason(Column.Label label) {
        if (saysYes(List.of(label.positive(), label.negative())).isPresent()) {
            return "it says yes";
        }
        return counts.get(label.positive()) < counts.get(label.negative())
                ? "it is the rarer value"
                : "both are as frequent and one has to be";
    }
}
