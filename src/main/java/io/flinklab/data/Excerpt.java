package io.flinklab.data;

/** Text from a file, made fit for a message: short, on one line, printable. */
public final class Excerpt {
    private static final int LENGTH = 80;

    private Excerpt() {}

    /** In quotes, and how long it is if not all is shown. */
    public static String quoted(String text) {
        String shown = "'" + printable(text, LENGTH) + "'";
        return text.length() > LENGTH ? shown + "... (" + text.length() + " characters)" : shown;
    }

    /** At most so many first characters. */
    public static String printable(String text, int length) {
        StringBuilder shown = new StringBuilder();
        text.substring(0, Math.min(text.length(), length))
                .codePoints()
                .forEach(character -> shown.append(printable(character)));
        return shown.toString();
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
