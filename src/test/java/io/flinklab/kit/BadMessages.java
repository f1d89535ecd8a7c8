package io.flinklab.kit;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Messages that are no customer in any format: neither a CSV record of the 13 or 14 columns nor a
 * JSON object with their names. The same seed gives the same messages.
 */
public final class BadMessages {
    private static final int LARGE = 100_000;
    private static final String NAMES =
            "RowNumber,CustomerId,Surname,CreditScore,Geography,Gender,Age,Tenure,Balance,"
                    + "NumOfProducts,HasCrCard,IsActiveMember,EstimatedSalary";
    private static final List<String> COLUMNS = List.of(NAMES.split(","));
    private static final List<String> VALUES =
            List.of("1,15634602,Hargrave,619,France,Female,42,2,0.0,1,1,1,101348.88".split(","));
    private static final List<String> NO_NUMBERS =
            List.of(
                    "NaN",
                    "Infinity",
                    "-Infinity",
                    "1e999",
                    "",
                    " ",
                    "x",
                    "0x10",
                    "--1",
                    "1,5",
                    "\u0661");
    private static final List<String> NO_JSON_NUMBERS =
            List.of("null", "true", "\"x\"", "[]", "{}", "[1]", "1e999", "NaN", "-", "01", "\"\"");

    private final Random random;

    /** The kinds follow each other, so that any 20 messages have one of each. */
    private int next;

    /** Messages drawn from the seed. */
    public BadMessages(long seed) {
        random = new Random(seed);
    }

    /** That many messages, of which some are null. */
    public List<byte[]> take(int count) {
        List<byte[]> messages = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            messages.add(next());
        }
        return messages;
    }

    /** The next message: null, which Kafka calls a tombstone, or any bytes. */
    public byte[] next() {
        int kind = next++ % 20;
        return switch (kind) {
            case 0 -> null;
            case 1 -> new byte[0];
            case 2 -> randomBytes();
            case 3 -> badUtf8();
            default -> text(kind).getBytes(StandardCharsets.UTF_8);
        };
    }

    private String text(int kind) {
        return switch (kind) {
            case 4 -> brokenJson();
            case 5 -> jsonWith(numberColumn(), one(NO_JSON_NUMBERS));
            case 6 -> jsonWith(4, one(List.of("1", "null", "true", "[\"a\"]", "{\"a\":1}")));
            case 7 -> jsonWithout(3 + random.nextInt(COLUMNS.size() - 3));
            case 8 -> json().replaceFirst("\\{", "{\"" + one(COLUMNS) + "\":1,");
            case 9 -> json().replaceFirst("\\{", "{\"Unknown" + random.nextInt() + "\":1,");
            case 10 -> csvOf(1 + random.nextInt(VALUES.size() - 1));
            case 11 -> csv() + ",0".repeat(2 + random.nextInt(40));
            case 12 -> unbalancedQuotes();
            case 13 -> csvWith(numberColumn(), one(NO_NUMBERS));
            case 14 -> hugeField();
            case 15 -> controlCharacters();
            case 16 -> "\uFEFF" + word(1 + random.nextInt(20));
            case 17 -> nested();
            case 18 ->
                    one(
                            List.of(
                                    "null", "true", "0", "\"\"", "[]", "{}", ",,,", "\n", " ", "\"",
                                    NAMES));
            default -> "{" + csv() + "}";
        };
    }

    private byte[] randomBytes() {
        byte[] bytes = new byte[1 + random.nextInt(300)];
        random.nextBytes(bytes);
        return bytes;
    }

    /** A good record, but for a byte that UTF-8 never has. */
    private byte[] badUtf8() {
        byte[] bytes = (random.nextBoolean() ? json() : csv()).getBytes(StandardCharsets.UTF_8);
        bytes[random.nextInt(bytes.length)] = (byte) (0xF8 + random.nextInt(8));
        return bytes;
    }

    private String brokenJson() {
        String json = json();
        return switch (random.nextInt(4)) {
            case 0 -> json.substring(0, 1 + random.nextInt(json.length() - 1));
            case 1 -> json + json;
            case 2 -> json.replace(':', '=');
            default -> json.replaceFirst(",", ",,");
        };
    }

    private String unbalancedQuotes() {
        List<String> values = new ArrayList<>(VALUES);
        values.set(2, one(List.of("\"Har", "\"Har\"grave", "\"\"\"Har\"\"", "\"Har\"\"")));
        return String.join(",", values);
    }

    private String hugeField() {
        String huge = one(List.of("9", "x", "\u00e9", "[", "\"\"", "a,")).repeat(LARGE / 2);
        return random.nextBoolean()
                ? csvWith(numberColumn(), huge)
                : jsonWith(numberColumn(), "\"" + huge + "\"");
    }

    private String controlCharacters() {
        return csvWith(numberColumn(), Character.toString(random.nextInt(32)) + "\u007F\u0000");
    }

    private String nested() {
        String open = one(List.of("[", "{\"a\":", "[{\"a\":"));
        return jsonWith(numberColumn(), open.repeat(10 + random.nextInt(5_000)));
    }

    private String csv() {
        return String.join(",", VALUES);
    }

    private String csvOf(int fields) {
        return String.join(",", VALUES.subList(0, fields));
    }

    private String csvWith(int column, String value) {
        List<String> values = new ArrayList<>(VALUES);
        values.set(column, value);
        return String.join(",", values);
    }

    private String json() {
        return jsonOf(values());
    }

    private String jsonWith(int column, String value) {
        List<String> values = values();
        values.set(column, value);
        return jsonOf(values);
    }

    private String jsonWithout(int column) {
        List<String> values = values();
        values.set(column, null);
        return jsonOf(values);
    }

    private String jsonOf(List<String> values) {
        List<String> members = new ArrayList<>();
        for (int i = 0; i < COLUMNS.size(); i++) {
            if (values.get(i) != null) {
                members.add("\"" + COLUMNS.get(i) + "\":" + values.get(i));
            }
        }
        Collections.shuffle(members, random);
        return "{" + String.join(",", members) + "}";
    }

    private List<String> values() {
        List<String> values = new ArrayList<>();
        for (int i = 0; i < VALUES.size(); i++) {
            values.add(isText(i) ? "\"" + VALUES.get(i) + "\"" : VALUES.get(i));
        }
        return values;
    }

    private int numberColumn() {
        int column;
        do {
            column = random.nextInt(COLUMNS.size());
        } while (column == 0 || isText(column));
        return column;
    }

    private static boolean isText(int column) {
        return column == 2 || column == 4 || column == 5;
    }

    private String word(int length) {
        StringBuilder word = new StringBuilder();
        for (int i = 0; i < length; i++) {
            word.append((char) ('a' + random.nextInt(26)));
        }
        return word.toString();
    }

    private <T> T one(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
