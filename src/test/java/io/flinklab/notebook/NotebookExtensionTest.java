package io.flinklab.notebook;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.util.List;
import java.util.ServiceLoader;
import org.dflib.jjava.jupyter.Extension;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.kernel.display.Renderer;
import org.dflib.jjava.jupyter.kernel.display.mime.MIMEType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.Table;

class NotebookExtensionTest {
    private final Renderer renderer = new Renderer();

    @BeforeEach
    void register() {
        NotebookExtension.register(renderer);
    }

    @Test
    void shouldBeFoundByTheKernel() {
        assertThat(ServiceLoader.load(Extension.class))
                .anyMatch(NotebookExtension.class::isInstance);
    }

    @Test
    void shouldSurviveAKernelWithoutRenderer() {
        new NotebookExtension().install(null);
    }

    @Test
    void shouldRenderATableAsPageAndText() {
        DisplayData data = renderer.render(Grid.of("", List.of("x"), List.of(List.of(1))));

        assertThat(text(data, "text/plain")).isEqualTo("x\n-\n1");
        assertThat(text(data, "text/html")).startsWith("<table>");
    }

    @Test
    void shouldRenderAPictureWithItsWords() {
        Picture picture = new Picture(new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB), "dot");

        DisplayData data = renderer.render(picture);

        assertThat(text(data, "text/plain")).isEqualTo("dot");
        assertThat(text(data, "image/png")).startsWith("iVBORw0KGgo");
    }

    @Test
    void shouldRenderSourceForHighlighting() {
        DisplayData data = renderer.render(new Listing("`A`", "java", "int a;"));

        assertThat(text(data, "text/markdown")).isEqualTo("*`A`*\n\n```java\nint a;\n```\n");
    }

    @Test
    void shouldRenderATablesawTable() {
        DisplayData data = renderer.render(Table.create("ages", DoubleColumn.create("age", 3, 40)));

        assertThat(text(data, "text/plain")).isEqualTo("ages\nage\n---\n  3\n 40");
        assertThat(text(data, "text/html")).contains("<caption>ages</caption>");
    }

    @Test
    void shouldRenderAChartOfXChart() {
        XYChart chart = new XYChartBuilder().title("T").xAxisTitle("x").yAxisTitle("y").build();
        chart.addSeries("s", new double[] {1, 2}, new double[] {3, 4});

        DisplayData data = renderer.render(chart);

        assertThat(text(data, "text/plain")).isEqualTo("T: chart of y over x; series: s.");
        assertThat(text(data, "image/png")).isNotEmpty();
    }

    private static String text(DisplayData data, String type) {
        return (String) data.getData(MIMEType.parse(type));
    }
}
