package io.flinklab.notebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flinklab.features.FittedStage;
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
                            return name().toLowerCase(java.util.Locale.ROOT);
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
        assertThat(SourceCode.of(FittedStage.Binarizer.class).text())
                .isEqualTo(
                        """
                        /**
                         * Number to 1 if it is greater than the threshold, otherwise 0.
                         *
                         * @param thresholds one for each input column
                         */
                        record Binarizer(List<String> inputs, List<String> outputs, List<Double> thresholds)
                                implements FittedStage {}""");
    }

    @Test
    void shouldShowAConstructor() {
        assertThat(SourceCode.of(Picture.class, "new").text())
                .startsWith("/** Refuses a picture without words. */\npublic Picture {");
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
