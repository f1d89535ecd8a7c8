package io.flinklab.data;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ExcerptTest {
    private static final String SMILE = "\uD83D\uDE00";

    @Test
    void shouldCountACharacterOfTwoSurrogatesAsOneAndNeverCutIt() {
        assertThat(Excerpt.printable("a" + SMILE + "b", 2)).isEqualTo("a" + SMILE);
        assertThat(Excerpt.quoted(SMILE.repeat(80))).isEqualTo("'" + SMILE.repeat(80) + "'");
        assertThat(Excerpt.quoted(SMILE.repeat(81)))
                .isEqualTo("'" + SMILE.repeat(80) + "'... (81 characters)");
    }

    @Test
    void shouldTellThatAnUnquotedTextGoesOn() {
        assertThat(Excerpt.shortened("abc", 3)).isEqualTo("abc");
        assertThat(Excerpt.shortened("abcd", 3)).isEqualTo("abc...");
    }

    @Test
    void shouldShowWhatCannotBeSeen() {
        assertThat(Excerpt.printable("a\n \u200B\uD83D", 9)).isEqualTo("a\\x0a \\u{200b}\\u{d83d}");
    }
}
