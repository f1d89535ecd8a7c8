package io.flinklab.data.inference;

import io.flinklab.data.BadValue;
import io.flinklab.data.CategoryText;
import io.flinklab.data.Column;
import io.flinklab.data.Counted;
import io.flinklab.data.DecimalText;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** What a column holds, gathered row by row in bounded memory. */
final class ColumnProfile {
    /** Above this a column of texts is no category, whatever the number of rows. */
    static final int MOST_CATEGORIES = 1000;

    private static final int LONGEST_CATEGORY = 1000;
    private static final int MOST_ODD = 3;
    private static final Set<String> MISSING = Set.of("", "?", "na", "n/a", "null", "nan");

    private static final String YEAR = "(19|20)\\d\\d";
    private static final String MONTH = "(0?[1-9]|1[0-2])";
    private static final String DAY = "(0?[1-9]|[12]\\d|3[01])";
    private static final String TIME =
            "([ T]\\d{1,2}:\\d\\d(:\\d\\d(\\.\\d+)?)?(Z|[+-]\\d\\d:?\\d\\d)?)?";
    private static final Pattern DATE =
            Pattern.compile(
                    "("
                            + String.join(
                                    "|",
                                    YEAR + "[-/.]" + MONTH + "[-/.]" + DAY,
                                    DAY + "[-/.]" + MONTH + "[-/.]" + YEAR,
                                    MONTH + "/" + DAY + "/" + YEAR,
                                    DAY + "[- ]\\p{L}{3,9}\\.?[- ]" + YEAR,
                                    YEAR + "(0[1-9]|1[0-2])(0[1-9]|[12]\\d|3[01])")
                            + ")"
                            + TIME);

    private final String name;
    private final Set<String> missingTexts = new LinkedHashSet<>();
    private final long[] missingByLabel = new long[2];
    private final DistinctSample distinct = new DistinctSample();
    private final Map<String, long[]> categories = new LinkedHashMap<>();
    private final Separation byNumber = new Separation();
    private final Set<String> odd = new LinkedHashSet<>();
    private boolean manyCategories;
    private String unreadable = "";
    private long rows;
    private long present;
    private long spaced;
    private long dates;
    private long numbers;
    private long wholes;
    private long rises;
    private double sum;
    private double min = Double.POSITIVE_INFINITY;
    private double max = Double.NEGATIVE_INFINITY;
    private double last = Double.NEGATIVE_INFINITY;

    ColumnProfile(String name) {
        this.name = name;
    }

    /**
     * Takes the field of the next row.
     *
     * @param label 0 or 1, by the value of the label beside it; otherwise the value is not known
     */
    void add(String field, int label) {
        rows++;
        String text = field.strip();
        if (isMissing(field)) {
            missingTexts.add(field);
            count(missingByLabel, label);
            return;
        }
        present++;
        spaced += text.length() == field.length() ? 0 : 1;
        distinct.add(text);
        addCategory(text, label);
        dates += isDate(text) ? 1 : 0;
        double number = number(text);
        if (!Double.isNaN(number)) {
            addNumber(number, label);
        } else if (odd.size() < MOST_ODD) {
            odd.add(text);
        }
    }

    /** Whether this is how files write that there is no value. */
    static boolean isMissing(String field) {
        return MISSING.contains(field.strip().toLowerCase(Locale.ROOT));
    }

    /** Dates as files write them: by ISO 8601, with or without a time, or day, month and year. */
    static boolean isDate(String text) {
        return text.length() >= 8 && text.length() <= 40 && DATE.matcher(text).matches();
    }

    private void addCategory(String text, int label) {
        if (manyCategories) {
            return;
        }
        count(categories.computeIfAbsent(text, this::newCategory), label);
        if (categories.size() > MOST_CATEGORIES || text.length() > LONGEST_CATEGORY) {
            manyCategories = true;
            categories.clear();
        }
    }

    private long[] newCategory(String text) {
        try {
            CategoryText.read(name, text);
        } catch (BadValue bad) {
            unreadable = unreadable.isEmpty() ? bad.getMessage() : unreadable;
        }
        return new long[3];
    }

    private static void count(long[] counts, int label) {
        if (label == 0 || label == 1) {
            counts[label]++;
        } else if (counts.length > 2) {
            counts[2]++;
        }
    }

    private void addNumber(double number, int label) {
        numbers++;
        wholes += number == Math.rint(number) ? 1 : 0;
        rises += number > last ? 1 : 0;
        last = number;
        sum += number;
        min = Math.min(min, number);
        max = Math.max(max, number);
        if (label == 0 || label == 1) {
            byNumber.add(number, label);
        }
    }

    private static double number(String text) {
        double number = DecimalText.parse(text);
        if (Double.isNaN(number)) {
            BigDecimal exact = DecimalText.exact(text);
            number = exact == null ? Double.NaN : exact.doubleValue();
        }
        return Math.abs(number) <= Column.MAX_NUMBER ? number : Double.NaN;
    }

    String name() {
        return name;
    }

    long rows() {
        return rows;
    }

    long present() {
        return present;
    }

    long missing() {
        return rows - present;
    }

    /** The texts that stood for a missing value, as they stand in the file. */
    Set<String> missingTexts() {
        return missingTexts;
    }

    double missingShare() {
        return (double) missing() / rows;
    }

    /** How many values have spaces around them. */
    long spaced() {
        return spaced;
    }

    boolean isAllDates() {
        return present > 0 && dates == present;
    }

    boolean isAllNumbers() {
        return present > 0 && numbers == present;
    }

    boolean isAllWhole() {
        return isAllNumbers() && wholes == present;
    }

    /** Whether each number is larger than the one before. */
    boolean rises() {
        return isAllNumbers() && rises == present;
    }

    boolean isFlag() {
        return isAllWhole() && min == 0 && max == 1;
    }

    /** The share of the values that are numbers. */
    double numberShare() {
        return (double) numbers / present;
    }

    /** The first few values that are no numbers. */
    Set<String> odd() {
        return odd;
    }

    double min() {
        return min;
    }

    double max() {
        return max;
    }

    double mean() {
        return sum / numbers;
    }

    /**
     * How many different values there are. Beyond {@link DistinctSample#SIZE} it is an estimate,
     * unless no value of the sample repeats.
     */
    long distinct() {
        return onceShare() == 1 ? present : Math.min(present, distinct.count());
    }

    /** The same in words, such as {@code about 5300 different texts}. */
    String distinct(String what) {
        boolean estimated = distinct.isEstimate() && onceShare() < 1;
        return (estimated ? "about " : "") + Counted.of(distinct(), "different " + what);
    }

    /** The share of the different values that stand in one row only. */
    double onceShare() {
        return distinct.onceShare();
    }

    /** Whether there are too many different texts to be categories. */
    boolean hasManyCategories() {
        return manyCategories;
    }

    /** What is wrong with the first text that is no category; empty if all are. */
    String unreadable() {
        return unreadable;
    }

    /** How often each text is there; empty where there are too many. */
    Map<String, Long> categories() {
        Map<String, Long> all = new LinkedHashMap<>();
        categories.forEach((text, count) -> all.put(text, count[0] + count[1] + count[2]));
        return all;
    }

    /** How well the column alone separates the two values of the label, 0.5 to 1. */
    double separation() {
        if (isAllNumbers()) {
            return byNumber.ofNumbers(missingByLabel);
        }
        List<long[]> counts = new ArrayList<>(categories.values());
        counts.add(missingByLabel);
        return Separation.ofCategories(counts);
    }
}
