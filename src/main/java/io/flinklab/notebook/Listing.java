package io.flinklab.notebook;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Source code to read.
 *
 * @param title where it stands
 * @param language a name that notebooks highlight, for example "java"
 * @param text the code
 */
public record Listing(String title, String language, String text) implements View {

    private static final Pattern BACKTICKS = Pattern.compile("`{3,}");

    /** The code cannot end its block: what marks it is longer than any such mark in the code. */
    @Override
    public Optional<String> markdown() {
        int longest =
                BACKTICKS
                        .matcher(text)
                        .results()
                        .mapToInt(found -> found.group().length() + 1)
                        .max()
                        .orElse(3);
        String fence = "`".repeat(longest);
        return Optional.of(
                "*%s*\n\n%s%s\n%s\n%s\n".formatted(escape(title), fence, language, text, fence));
    }

    private static String escape(String title) {
        return title.replace("<", "&lt;").replace("[", "\\[").replace("](", "]\\(");
    }

    /** The code. */
    @Override
    public String toString() {
        return text;
    }
}
