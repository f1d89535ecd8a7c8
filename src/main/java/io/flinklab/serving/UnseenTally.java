package io.flinklab.serving;

import io.flinklab.data.CategoryText;
import io.flinklab.data.Example;
import io.flinklab.data.Excerpt;
import io.flinklab.data.NearestName;
import io.flinklab.data.Schema;
import io.flinklab.features.KnownCategories;
import io.flinklab.features.UnseenCategory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Counts the examples that have a category that a model was not trained with, by column and with
 * examples; it keeps few of them, however many there are. Thread-safe; an example whose categories
 * are all known costs no lock.
 */
public final class UnseenTally {
    /** Why an example has no score, in words, where the model skips such examples. */
    public static final String SKIPPED = "the model skips a category that it was not trained with";

    /** As {@link String#valueOf(double)} writes one. */
    private static final Pattern NUMBER = Pattern.compile("-?\\d+\\.\\d+(E-?\\d+)?");

    private static final int EXAMPLES_KEPT = 100;
    private static final int EXAMPLES_TOLD = 5;
    private static final int LONGEST_EXAMPLE = 40;

    private final List<Column> columns;
    private final boolean keeps;
    private final boolean refuses;
    private final Consumer<String> onExample;
    private long examples;

    /** A tally for a model that knows these; see {@link Scorer#categories()}. */
    public UnseenTally(Schema schema, List<KnownCategories> known) {
        this(schema, known, example -> {});
    }

    /**
     * A tally that tells of unseen categories at once.
     *
     * @param onExample is told of the first values of each column, of each value once
     */
    public UnseenTally(Schema schema, List<KnownCategories> known, Consumer<String> onExample) {
        this.columns = known.stream().map(each -> new Column(schema, each)).toList();
        this.keeps = known.stream().anyMatch(each -> each.unseen() == UnseenCategory.KEEP);
        this.refuses = known.stream().anyMatch(each -> each.unseen() != UnseenCategory.KEEP);
        this.onExample = onExample;
    }

    /** Counts an example; gives the columns whose category is unseen, mostly none. */
    public List<String> count(Example example) {
        List<String> unseen = List.of();
        for (Column column : columns) {
            if (!column.knows(example)) {
                unseen = unseen.isEmpty() ? new ArrayList<>() : unseen;
                unseen.add(column.name);
                add(column, example, unseen.size() == 1);
            }
        }
        return unseen;
    }

    /** How many examples had one or more. */
    public synchronized long examples() {
        return examples;
    }

    /** How many examples had one in each of the columns; columns without any are left out. */
    public synchronized Map<String, Long> byColumn() {
        Map<String, Long> counts = new LinkedHashMap<>();
        columns.stream()
                .filter(column -> column.count > 0)
                .forEach(column -> counts.put(column.name, column.count));
        return counts;
    }

    /**
     * What was counted, in one line; empty where nothing was.
     *
     * @param all how many examples were looked at, named as these
     */
    public synchronized Optional<String> summary(long all, String these) {
        if (examples == 0) {
            return Optional.empty();
        }
        return Optional.of(
                "%s of %s %s have a category that the model was not trained with%s: %s"
                        .formatted(
                                examples,
                                all,
                                these,
                                fate(),
                                columns.stream()
                                        .filter(column -> column.count > 0)
                                        .map(Column::toString)
                                        .collect(Collectors.joining(", "))));
    }

    private String fate() {
        if (keeps && refuses) {
            return "";
        }
        return keeps ? ", and are scored as of none that it knows" : ", and have no score";
    }

    private synchronized void add(Column column, Example example, boolean first) {
        examples += first ? 1 : 0;
        column.add(example).ifPresent(onExample);
    }

    /** One column's known categories, and how often there was another. */
    private static final class Column {
        /** So many are looked through before a text is hashed. */
        private static final int FEW = 16;

        private final String name;
        private final List<String> names;
        private final int text;
        private final Set<String> known;
        private final String[] first;
        private final int number;
        private final double[] knownNumbers;
        private final Map<String, Long> examples = new HashMap<>();
        private long count;

        Column(Schema schema, KnownCategories categories) {
            name = categories.column();
            names = categories.known();
            text = schema.categoryNames().indexOf(name);
            known = new HashSet<>(names);
            first = names.stream().limit(FEW).map(String::intern).toArray(String[]::new);
            number = schema.numberNames().indexOf(name);
            knownNumbers = number < 0 ? new double[0] : numbers(names);
        }

        boolean knows(Example example) {
            if (text >= 0) {
                return knows(example.text(text));
            }
            double value = example.number(number);
            for (double each : knownNumbers) {
                if (each == value) {
                    return true;
                }
            }
            return false;
        }

        private boolean knows(String category) {
            // A file's categories are interned as well.
            for (String each : first) {
                if (each == category) {
                    return true;
                }
            }
            return known.contains(category);
        }

        /** An example that is new, of the first few. */
        Optional<String> add(Example example) {
            count++;
            String value = Excerpt.printable(value(example), LONGEST_EXAMPLE);
            if (examples.size() < EXAMPLES_KEPT || examples.containsKey(value)) {
                examples.merge(value, 1L, Long::sum);
            }
            boolean isNew = examples.getOrDefault(value, 0L) == 1;
            return isNew && examples.size() <= EXAMPLES_TOLD
                    ? Optional.of(name + " '" + value + "'" + hint(value))
                    : Optional.empty();
        }

        /** As {@code colour 3 ('RED' 2, did you mean 'red'?; 'N/A' 1)}. */
        @Override
        public String toString() {
            List<Map.Entry<String, Long>> most =
                    examples.entrySet().stream()
                            .sorted(
                                    Map.Entry.<String, Long>comparingByValue()
                                            .reversed()
                                            .thenComparing(Map.Entry.comparingByKey()))
                            .limit(EXAMPLES_TOLD)
                            .toList();
            long others = count - most.stream().mapToLong(Map.Entry::getValue).sum();
            String told =
                    most.stream()
                            .map(
                                    each ->
                                            "'%s' %s%s"
                                                    .formatted(
                                                            each.getKey(),
                                                            each.getValue(),
                                                            hint(each.getKey())))
                            .collect(Collectors.joining("; "));
            return name
                    + " "
                    + count
                    + " ("
                    + told
                    + (others == 0 ? ")" : "; others " + others + ")");
        }

        private String value(Example example) {
            if (text >= 0) {
                return String.valueOf(example.text(text));
            }
            double value = example.number(number);
            return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
        }

        private String hint(String value) {
            return text < 0
                    ? ""
                    : NearestName.similar(value, names)
                            .map(
                                    near ->
                                            ", did you mean '"
                                                    + near
                                                    + "'"
                                                    + without(value, near)
                                                    + "?")
                            .orElse("");
        }

        /** Names a letter of another alphabet that looks like one of the near name's. */
        private static String without(String value, String near) {
            return value.codePoints()
                    .filter(letter -> letter > 0x7F && near.indexOf(letter) < 0)
                    .mapToObj(letter -> " without " + CategoryText.named(letter))
                    .findFirst()
                    .orElse("");
        }

        /** Those that a number's text can be; the model meets no other. */
        private static double[] numbers(List<String> names) {
            return names.stream()
                    .filter(each -> NUMBER.matcher(each).matches())
                    .mapToDouble(Double::parseDouble)
                    .toArray();
        }
    }
}
