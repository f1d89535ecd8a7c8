package io.flinklab.data;

import java.text.Normalizer;

/**
 * What a category may be, wherever it is read: a name of one or more characters that can be seen,
 * with spaces (U+0020) only between them. Every other space, a control, a format character (of zero
 * width, or of the direction of writing), a filler, a variation selector, and a character that
 * Unicode does not assign is refused, and nothing is stripped. Case counts.
 *
 * <p>Names that Unicode takes as equal are equal: they are kept in the composed form (NFC). Forms
 * that are compatible only, as full-width letters, are other names.
 */
public final class CategoryText {
    /** The rule in short. */
    static final String EXPECTED = "a name without spaces around it";

    private CategoryText() {}

    /**
     * The category in composed form.
     *
     * @throws IllegalArgumentException the text cannot be a category; the message names the column
     *     and the character
     */
    public static String require(String column, String text) {
        try {
            return read(column, text);
        } catch (BadValue bad) {
            throw new IllegalArgumentException(column + ": " + bad.getMessage(), bad);
        }
    }

    /** The text in composed form (NFC); null for null. */
    public static String composed(String text) {
        return text == null || isAscii(text)
                ? text
                : Normalizer.normalize(text, Normalizer.Form.NFC);
    }

    /** A character by code and name, as {@code U+00A0 (NO-BREAK SPACE)}. */
    public static String named(int character) {
        String name = Character.getName(character);
        return String.format("U+%04X (%s)", character, name == null ? "not assigned" : name);
    }

    /** The category in composed form. */
    public static String read(String column, String text) throws BadValue {
        if (text.isEmpty() || text.charAt(0) == ' ' || text.charAt(text.length() - 1) == ' ') {
            throw new BadValue(column, "expected " + EXPECTED + ", found " + Excerpt.quoted(text));
        }
        if (isPrintableAscii(text)) {
            return text;
        }
        int invisible = text.codePoints().filter(CategoryText::isInvisible).findFirst().orElse(-1);
        if (invisible >= 0) {
            throw new BadValue(
                    column,
                    "expected a name without invisible characters, found "
                            + named(invisible)
                            + " in "
                            + Excerpt.quoted(text));
        }
        return composed(text);
    }

    /** Whether a character cannot be seen; the plain space does not count. */
    static boolean isInvisible(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR ->
                    true;
            case Character.SPACE_SEPARATOR -> character != ' ';
            default -> isBlank(character);
        };
    }

    /** Letters, marks and symbols that Unicode defines to look like nothing. */
    private static boolean isBlank(int character) {
        return switch (character) {
            // Grapheme joiner, Hangul fillers, Khmer inherent vowels, blank Braille pattern.
            case 0x034F, 0x115F, 0x1160, 0x3164, 0xFFA0, 0x17B4, 0x17B5, 0x2800 -> true;
            default ->
                    // Variation selectors.
                    character >= 0x180B && character <= 0x180F
                            || character >= 0xFE00 && character <= 0xFE0F
                            || character >= 0xE0100 && character <= 0xE01EF;
        };
    }

    private static boolean isPrintableAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c > '~') {
                return false;
            }
        }
        return true;
    }

    private static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > 0x7F) {
                return false;
            }
        }
        return true;
    }
}
