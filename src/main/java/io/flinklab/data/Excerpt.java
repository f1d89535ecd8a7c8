package io.flinklab.data;

/** Text from a file, made fit for a message: short, on one line, printable. */
final class Excerpt {
    private static final int LENGTH = 80;

    private Excerpt() {}

    static String quoted(String text) {
        StringBuilder shown = new StringBuilder("'");
        for (int i = 0; i < Math.min(text.length(), LENGTH); i++) {
            char c = text.charAt(i);
            if (Character.isISOControl(c)) {
                shown.append("\\x%02x".formatted((int) c));
            } else {
                shown.append(c);
            }
        }
        shown.append('\'');
        if (text.length() > LENGTH) {
            shown.append("... (").append(text.length()).append(" characters)");
        }
        return shown.toString();
    }
}
