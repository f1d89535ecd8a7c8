package io.flinklab.notebook;

import java.util.Optional;

/** Something that a cell shows, in the forms that a notebook can hold. */
public sealed interface View permits Grid, Picture, Listing {

    /** Plain text: the same for the same content, and enough where nothing else can be shown. */
    String text();

    /** The form for a page, where there is one. */
    default Optional<String> html() {
        return Optional.empty();
    }

    /** The form that a notebook highlights, where there is one. */
    default Optional<String> markdown() {
        return Optional.empty();
    }

    /** The bytes of a PNG file, where this is a picture; its alternative text is {@link #text}. */
    default Optional<byte[]> png() {
        return Optional.empty();
    }
}
