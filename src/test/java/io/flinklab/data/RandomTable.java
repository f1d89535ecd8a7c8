package io.flinklab.data;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** A schema of 1 to 60 columns of every kind, and examples that fit it; the same for a seed. */
final class RandomTable {
    private static final List<String> PIECES =
            List.of(
                    "a",
                    "B",
                    "b",
                    "x1",
                    ",",
                    "\"",
                    "'",
                    "#",
                    "ä",
                    "é",
                    "日本",
                    "Ω",
                    "\uD83D\uDE00",
                    " ",
                    ".",
                    "$",
                    "{}",
                    "\\",
                    "null",
                    "1");
    private static final List<List<String>> LABELS =
            List.of(
                    List.of("1", "0"),
                    List.of("2", "1"),
                    List.of("01", "02"),
                    List.of("+1", "-1"),
                    List.of("yes", "no"),
                    List.of(">50K", "<=50K"),
                    List.of("ja, \"sicher\"", "nein"));

    private final Random random;
    private final Schema schema;

    RandomTable(long seed) {
        random = new Random(seed);
        List<Column> columns = new ArrayList<>();
        Set<String> names = new LinkedHashSet<>();
        int count = 1 + random.nextInt(60);
        while (names.size() < count + 2) {
            names.add(text(3));
        }
        List<String> all = new ArrayList<>(names);
        for (String name : all.subList(2, all.size())) {
            columns.add(feature(name));
        }
        if (random.nextInt(10) < 7) {
            columns.add(new Column.Key(all.get(0), pick(List.of(Column.Key.Type.values()))));
        }
        if (random.nextInt(10) < 7) {
            List<String> values = pick(LABELS);
            columns.add(new Column.Label(all.get(1), values.get(0), values.get(1)));
        }
        if (columns.stream().noneMatch(each -> each instanceof Column.Numeric)) {
            columns.add(new Column.Flag("flag", Missing.REFUSED));
        }
        Collections.shuffle(columns, random);
        schema = Schema.of(columns);
    }

    Schema schema() {
        return schema;
    }

    /** Without a label where the schema has none. */
    List<Example> examples(int count) {
        List<Example> examples = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            examples.add(example());
        }
        return examples;
    }

    private Example example() {
        double[] numbers = schema.numbers().stream().mapToDouble(this::number).toArray();
        String[] texts = schema.categories().stream().map(this::category).toArray(String[]::new);
        double label = schema.label().isPresent() ? random.nextInt(2) : Double.NaN;
        return new Example(schema.key().map(this::key).orElse(null), numbers, texts, label);
    }

    private Column feature(String name) {
        return switch (random.nextInt(4)) {
            case 0 -> new Column.Flag(name, numericMissing());
            case 1 -> new Column.Number(name, range(), numericMissing());
            case 2 -> new Column.Category(name, allowed(), textMissing());
            default -> new Column.Ignored(name);
        };
    }

    private NumberRange range() {
        double min = -Math.floor(random.nextDouble() * 1e6);
        return switch (random.nextInt(3)) {
            case 0 -> NumberRange.ANY;
            case 1 -> NumberRange.whole(min, -min + 1);
            default -> NumberRange.decimal(min, -min + 0.5);
        };
    }

    private List<String> allowed() {
        Set<String> names = new LinkedHashSet<>();
        while (random.nextBoolean()) {
            names.add(text(2));
        }
        return List.copyOf(names);
    }

    private Missing numericMissing() {
        return missing(
                List.of(
                        Missing.Policy.REJECT,
                        Missing.Policy.MEAN,
                        Missing.Policy.MEDIAN,
                        Missing.Policy.MOST_FREQUENT));
    }

    private Missing textMissing() {
        return missing(
                List.of(
                        Missing.Policy.REJECT,
                        Missing.Policy.CATEGORY,
                        Missing.Policy.MOST_FREQUENT));
    }

    private Missing missing(List<Missing.Policy> policies) {
        List<String> texts = new ArrayList<>(List.of("", "?", "N/A", " none ", "-9"));
        Collections.shuffle(texts, random);
        return new Missing(texts.subList(0, 1 + random.nextInt(texts.size())), pick(policies));
    }

    private double number(Column.Numeric column) {
        if (column.missing().isAccepted() && random.nextInt(4) == 0) {
            return Double.NaN;
        }
        NumberRange range = column.range();
        double scale = random.nextBoolean() ? 1 : 1e-9;
        double value =
                Math.max(range.min(), range.min() * scale)
                        + random.nextDouble() * scale * (range.max() / 2 - range.min() / 2);
        double number = (range.whole() ? Math.floor(value) : value) + 0.0;
        return number == -9 ? -8 : number;
    }

    private String category(Column.Category column) {
        if (column.missing().isAccepted() && random.nextInt(4) == 0) {
            return Column.Category.MISSING;
        }
        return column.allowed().isEmpty() ? text(4) : pick(column.allowed());
    }

    private Comparable<?> key(Column.Key key) {
        if (key.type() == Column.Key.Type.NUMBER) {
            return random.nextLong(1L << 53);
        }
        // A key is any text, spaces, quotes and line breaks included.
        return pick(List.of("", " ", "\n", "\t", "")) + text(4) + pick(List.of("", " ", "\n"));
    }

    /** A name without spaces around it, in composed form. */
    private String text(int most) {
        StringBuilder text = new StringBuilder();
        int pieces = 1 + random.nextInt(most);
        for (int i = 0; i < pieces; i++) {
            text.append(pick(PIECES));
        }
        String name = Normalizer.normalize(text.toString().strip(), Normalizer.Form.NFC);
        return name.isEmpty() || name.equals("?") ? text(most) : name;
    }

    private <T> T pick(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }
}
