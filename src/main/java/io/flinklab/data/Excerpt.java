package io.flinklab.data;

/** Text from a file, made fit for a message: short, on one line, printable. */
final class Excerpt {
    private static final int LENGTH = 80;

    private Excerpt() {}

    static String quoted(String text) {
        String shown = "'" + printable(text, LENGTH) + "'";
        return text.length() > LENGTH ? shown + "... (" + text.length() + " characters)" : shown;
    }

    /** At most so many first characters. */
    static String printable(String text, int length) {
        StringBuilder shown = new StringBuilder();
        for (int i = 0; i < Math.min(text.length(), length); i++) {
            char c = text.charAt(i);
            if (Character.isISOControl(c)) {
                shown.append("\\x%02x".formatted((int) c));
            } else {
                shown.append(c);
            }
        }
        return shown.toString();
    }
}
