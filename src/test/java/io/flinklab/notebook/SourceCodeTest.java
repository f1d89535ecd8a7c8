package io.flinklab.notebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flinklab.data.ParsedRow;
import io.flinklab.features.UnseenCategory;
import org.junit.jupiter.api.Test;

class SourceCodeTest {

    @Test
    void shouldCutOutAMethodWithItsDocumentation() {
        Listing listing = SourceCode.of(UnseenCategory.class, "handleInvalid");

        assertThat(listing.text())
                .isEqualTo(
                        """
                        /** The value of Flink ML's {@code handleInvalid} parameter. */
                        public String handleInvalid() {
                            return toString();
                        }""");
    }

    @Test
    void shouldNameThePlaceAndAskForHighlighting() {
        assertThat(SourceCode.of(UnseenCategory.class, "handleInvalid").markdown().orElseThrow())
                .startsWith(
                        "*`UnseenCategory.handleInvalid` in"
                                + " `src/main/java/io/flinklab/features/UnseenCategory.java`*\n\n"
                                + "```java\n/** The value of")
                .endsWith("}\n```\n");
    }

    @Test
    void shouldShowATypeWithoutPackageAndImports() {
        assertThat(SourceCode.of(UnseenCategory.class).text())
                .startsWith("/** What a fitted pipeline does")
                .endsWith("}");
    }

    @Test
    void shouldShowANestedRecordAtTheLeftMargin() {
        assertThat(SourceCode.of(ParsedRow.Accepted.class).text())
                .startsWith("/**\n * A record that fits the schema.\n *\n * @param")
                .endsWith(
                        "\nrecord Accepted(Example example, long line, String raw) implements ParsedRow {}");
    }

    @Test
    void shouldShowAConstructor() {
        assertThat(SourceCode.of(Picture.class, "new").text())
                .startsWith("/** Refuses a picture without text. */\npublic Picture {");
    }

    @Test
    void shouldShowAllMethodsOfAName() {
        assertThat(SourceCode.of(Show.class, "table").text())
                .contains("public static Grid table(String title", "public static Grid table(Table")
                .doesNotContain("rows(String");
    }

    @Test
    void shouldSayWhichMethodsThereAre() {
        assertThatThrownBy(() -> SourceCode.of(Picture.class, "jpeg"))
                .hasMessage("Picture has no method jpeg in its source; it has new, png, toString.");
    }

    @Test
    void shouldRefuseATypeOfAnotherProject() {
        assertThatThrownBy(() -> SourceCode.of(String.class))
                .hasMessageContaining("META-INF/sources/java/lang/String.java");
    }
}
