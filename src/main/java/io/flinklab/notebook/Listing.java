package io.flinklab.notebook;

import java.util.Optional;

/**
 * Source code to read.
 *
 * @param title where it stands
 * @param language a name that notebooks highlight, for example "java"
 * @param text the code
 */
public record Listing(String title, String language, String text) implements View {

    @Override
    public Optional<String> markdown() {
        return Optional.of("*%s*\n\n```%s\n%s\n```\n".formatted(title, language, text));
    }

    /** The code. */
    @Override
    public String toString() {
        return text;
    }
}
