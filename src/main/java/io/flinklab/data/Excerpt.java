package io.flinklab.data;

/** Text from a file, made fit for a message: short, on one line, printable. */
public final class Excerpt {
    private static final int LENGTH = 80;

    private Excerpt() {}

    /** In quotes, and how long it is if not all is shown. */
    public static String quoted(String text) {
        String shown = "'" + printable(text, LENGTH) + "'";
        return isLonger(text, LENGTH)
                ? shown + "... (" + text.codePointCount(0, text.length()) + " characters)"
                : shown;
    }

    /** At most so many first characters, and three dots if that is not all. */
    public static String shortened(String text, int length) {
        return printable(text, length) + (isLonger(text, length) ? "..." : "");
    }

    /** At most so many first characters. */
    public static String printable(String text, int length) {
        StringBuilder shown = new StringBuilder();
        text.codePoints().limit(length).forEach(character -> shown.append(printable(character)));
        return shown.toString();
    }

    private static boolean isLonger(String text, int length) {
        return text.codePointCount(0, text.length()) > length;
    }

    private static String printable(int character) {
        if (Character.isISOControl(character)) {
            return String.format("\\x%02x", character);
        }
        return CategoryText.isInvisible(character)
                ? String.format("\\u{%x}", character)
                : Character.toString(character);
    }
}
