package io.flinklab.data;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * Reads records of a file that are written as most are: without quotes, with short numbers, and
 * nothing missing. Such a record is read in one pass over its bytes and without a text for each
 * field; {@link ExampleBuilder} reads the others and says what is wrong with them. Not thread-safe.
 */
public final class PlainRecords {
    private static final int NOT_PLAIN = -1;
    private static final int ROOM = 1 << 10;

    private final Field[] fields;
    private final int numberCount;
    private final int textCount;
    private final byte[] room = new byte[ROOM];

    private String[] texts;
    private Comparable<?> key;
    private double label;
    private double number;
    private int end;

    /** What a field holds. A comparison with it is cheaper than a call of one of many readers. */
    private enum Kind {
        IGNORED,
        NUMBER,
        CATEGORY,
        NUMBER_KEY,
        TEXT_KEY,
        LABEL
    }

    private PlainRecords(Schema schema, int count, int[] positions) {
        fields = new Field[count];
        Arrays.setAll(fields, ignored -> new Field(Kind.IGNORED, 0));
        numberCount = schema.numbers().size();
        textCount = schema.categories().size();
        for (int i = 0; i < positions.length; i++) {
            if (positions[i] >= 0) {
                fields[positions[i]] = field(schema, schema.columns().get(i));
            }
        }
    }

    /**
     * A reader for records with a field for every column that a record cannot do without. Empty for
     * a schema with numbers that stand for missing values, as -1 may.
     *
     * @param fields how many a record has
     * @param positions for each column of the schema its field, or -1 where a record has none
     */
    public static Optional<PlainRecords> of(Schema schema, int fields, int[] positions) {
        boolean distinct =
                schema.numbers().stream()
                        .filter(number -> number.missing().isAccepted())
                        .flatMap(number -> number.missing().texts().stream())
                        .allMatch(text -> DecimalText.exact(text) == null);
        return distinct
                ? Optional.of(new PlainRecords(schema, fields, positions))
                : Optional.empty();
    }

    private static Field field(Schema schema, Column column) {
        if (column instanceof Column.Numeric numeric) {
            Field field = new Field(Kind.NUMBER, schema.number(column.name()));
            field.limit(numeric.range());
            field.gaps = numeric.missing().takes("");
            return field;
        } else if (column instanceof Column.Category category) {
            Field field = new Field(Kind.CATEGORY, schema.category(column.name()));
            field.categories = new PlainCategories(category);
            return field;
        } else if (column instanceof Column.Key known) {
            boolean text = known.type() == Column.Key.Type.TEXT;
            Field field = new Field(text ? Kind.TEXT_KEY : Kind.NUMBER_KEY, 0);
            field.limit(Column.Key.WHOLE);
            return field;
        } else if (column instanceof Column.Label known) {
            Field field = new Field(Kind.LABEL, 0);
            field.positive = known.positive().getBytes(StandardCharsets.UTF_8);
            field.negative = known.negative().getBytes(StandardCharsets.UTF_8);
            return field;
        }
        return new Field(Kind.IGNORED, 0);
    }

    /** The example in a record; null if the record is not as plain as that. */
    public Example read(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        int needed = bytes.length + 1 + EightBytes.SLACK;
        byte[] ended = needed <= ROOM ? room : new byte[needed];
        System.arraycopy(bytes, 0, ended, 0, bytes.length);
        ended[bytes.length] = '\n';
        Example read = read(ended, 0);
        return end == bytes.length ? read : null;
    }

    /**
     * The example in a record; null if the record is not as plain as that.
     *
     * @param bytes of the record; a line break behind it, or a quote where its end is not known
     *     yet; and {@link EightBytes#SLACK} bytes more, whatever they are
     * @param from where the record begins
     */
    public Example read(byte[] bytes, int from) {
        double[] numbers = new double[numberCount];
        texts = new String[textCount];
        key = null;
        label = Double.NaN;
        int last = fields.length - 1;
        int at = from;
        for (int i = 0; i <= last; i++) {
            Field field = fields[i];
            int to;
            if (field.kind == Kind.NUMBER) {
                to = number(field, bytes, at);
                numbers[field.slot] = number;
            } else {
                to = other(field, bytes, at);
            }
            if (to == NOT_PLAIN || bytes[to] == ',' != i < last) {
                return null;
            }
            at = to + 1;
        }
        end = at - 1;
        return new Example(key, numbers, texts, label);
    }

    /** Where the line break stands behind the example that was read last. */
    public int end() {
        return end;
    }

    /** Reads a field that is no number of the example's, and gives its end. */
    private int other(Field field, byte[] bytes, int from) {
        if (field.kind == Kind.NUMBER_KEY) {
            int to = number(field, bytes, from);
            key = (long) number;
            return to;
        }
        int to = textEnd(bytes, from);
        return to == NOT_PLAIN || field.kind == Kind.IGNORED || text(field, bytes, from, to)
                ? to
                : NOT_PLAIN;
    }

    private static int textEnd(byte[] record, int from) {
        int at = from;
        while (true) {
            int skipped = EightBytes.before(',', EightBytes.at(record, at));
            at += skipped;
            if (skipped == Long.BYTES) {
                continue;
            }
            byte found = record[at];
            if (isEnd(found)) {
                return at;
            } else if (found == '"') {
                return NOT_PLAIN;
            }
            at++;
        }
    }

    private static boolean isEnd(byte character) {
        return character == ',' || character == '\n' || character == '\r';
    }

    /** Reads a text; false if it is none of the field's. */
    private boolean text(Field field, byte[] record, int from, int to) {
        if (field.kind == Kind.CATEGORY) {
            String category = field.categories.read(record, from, to);
            texts[field.slot] = category;
            return category != null;
        } else if (field.kind == Kind.TEXT_KEY) {
            key = new String(record, from, to - from, StandardCharsets.UTF_8);
            return true;
        }
        boolean positive = isText(field.positive, record, from, to);
        label = positive ? 1 : 0;
        return positive || isText(field.negative, record, from, to);
    }

    /** A loop: a call of a method for arrays of any length takes longer than a few bytes do. */
    private static boolean isText(byte[] text, byte[] record, int from, int to) {
        boolean same = to - from == text.length;
        for (int i = 0; same && i < text.length; i++) {
            same = record[from + i] == text[i];
        }
        return same;
    }

    /** Most are short: up to 8 digits, perhaps with up to 8 decimals. */
    private int number(Field field, byte[] record, int from) {
        long word = EightBytes.at(record, from);
        int count = EightBytes.digits(word);
        int to = from + count;
        if (count == 0) {
            return longNumber(field, record, from);
        } else if (record[to] == '.') {
            return decimal(field, record, from, to);
        } else if (!isEnd(record[to])) {
            return longNumber(field, record, from);
        }
        return whole(field, EightBytes.value(word, count), to);
    }

    private int whole(Field field, long value, int to) {
        number = value;
        return value >= field.least && value <= field.most ? to : NOT_PLAIN;
    }

    private int decimal(Field field, byte[] record, int from, int point) {
        long word = EightBytes.at(record, point + 1);
        int decimals = EightBytes.digits(word);
        int to = point + 1 + decimals;
        if (decimals == 0 || to - from - 1 > DecimalText.EXACT_DIGITS || !isEnd(record[to])) {
            return longNumber(field, record, from);
        }
        long whole = EightBytes.value(EightBytes.at(record, from), point - from);
        number = DecimalText.shifted(EightBytes.appended(whole, word, decimals), decimals);
        return field.range.holds(number) ? to : NOT_PLAIN;
    }

    /** A number of another form, or none. */
    private int longNumber(Field field, byte[] record, int from) {
        boolean minus = record[from] == '-';
        int start = minus ? from + 1 : from;
        int to = start;
        int point = -1;
        long digits = 0;
        for (; !isEnd(record[to]); to++) {
            int digit = record[to] - '0';
            if (digit >= 0 && digit <= 9) {
                digits = digits * 10 + digit;
            } else if (record[to] == '.' && point < 0) {
                point = to;
            } else {
                return NOT_PLAIN;
            }
        }
        int count = to - start - (point < 0 ? 0 : 1);
        if (to == from && field.gaps) {
            number = Double.NaN;
            return to;
        } else if (count == 0 || count > DecimalText.EXACT_DIGITS) {
            return NOT_PLAIN;
        }
        double size = point < 0 ? digits : DecimalText.shifted(digits, to - 1 - point);
        // Not -size: minus zero is zero.
        number = minus ? 0 - size : size;
        return field.range.holds(number) ? to : NOT_PLAIN;
    }

    /** What to do with a field; one object, because a record's fields are read in turns. */
    private static final class Field {
        final Kind kind;
        final int slot;
        NumberRange range;
        long least;
        long most;
        boolean gaps;
        PlainCategories categories;
        byte[] positive;
        byte[] negative;

        /**
         * @param slot its place among the example's numbers, or its categories
         */
        Field(Kind kind, int slot) {
            this.kind = kind;
            this.slot = slot;
        }

        void limit(NumberRange range) {
            this.range = range;
            least = (long) Math.ceil(range.min());
            most = (long) Math.floor(range.max());
        }
    }
}
