package io.flinklab.notebook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.apache.flink.types.Row;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** Texts of the data, such as a surname, in what a notebook shows: they stay texts. */
class HostileTextTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script>",
                "<img src=x onerror=alert(1)>",
                "</td></tr></table><iframe src=//evil.example>",
                "\" onmouseover=\"alert(1)",
                "' onmouseover='alert(1)",
                "&lt;b&gt;",
                "<!--",
                "]]><svg/onload=alert(1)>"
            })
    void shouldStayTextInATable(String text) {
        for (Grid grid :
                List.of(
                        new Grid(text, List.of(text), List.of(List.of(text))),
                        Show.rows(text, List.of(text), List.of(Row.of(text))),
                        Show.table(Table.create(text, StringColumn.create(text, text))))) {
            String html = grid.html().orElseThrow();

            String own =
                    html.replaceAll("</?(table|thead|tbody|tr|caption)>", "")
                            .replaceAll("<t[hd] style=\"text-align: (left|right)\">|</t[hd]>", "");
            assertThat(own).doesNotContain("<", ">");
            assertThat(own.replaceAll("&(amp|lt|gt|quot|#39);", "")).doesNotContain("&");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x\n```\n<script>alert(1)</script>\n```java",
                "x\n`````\n<img src=x onerror=alert(1)>",
                "```",
                "~~~\n<b>"
            })
    void shouldStayCodeInAListing(String code) {
        String markdown = new Listing("a title", "python", code).markdown().orElseThrow();

        List<String> lines = Arrays.asList(markdown.strip().split("\n", -1));
        String fence = lines.get(2).replaceAll("[^`]", "");
        assertThat(fence).hasSizeGreaterThanOrEqualTo(3);
        assertThat(lines.get(lines.size() - 1)).isEqualTo(fence);
        assertThat(lines.subList(3, lines.size() - 1)).noneMatch(line -> line.contains(fence));
    }

    @ParameterizedTest
    @ValueSource(strings = {"<script>alert(1)</script>", "*x* <img src=x>", "[a](javascript:b)"})
    void shouldStayTextInATitle(String title) {
        String markdown = new Listing(title, "java", "int x;").markdown().orElseThrow();

        assertThat(markdown.lines().findFirst().orElseThrow())
                .doesNotContain("<", "](")
                .startsWith("*")
                .endsWith("*");
    }
}
