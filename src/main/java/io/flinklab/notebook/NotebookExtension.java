package io.flinklab.notebook;

import java.util.Base64;
import java.util.Map;
import org.dflib.jjava.jupyter.Extension;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.kernel.display.RenderContext;
import org.dflib.jjava.jupyter.kernel.display.Renderer;
import org.knowm.xchart.internal.chartpart.Chart;
import tech.tablesaw.api.Table;

/** Teaches the kernel to show our views, Tablesaw's tables and XChart's charts. */
public final class NotebookExtension implements Extension {

    @Override
    public void install(BaseKernel kernel) {
        try {
            register(kernel.getRenderer());
        } catch (RuntimeException | LinkageError e) {
            // A kernel dies of an extension that throws; without ours it still shows text.
            System.err.println("Flink ML Lab's tables and charts are shown as text: " + e);
        }
    }

    static void register(Renderer renderer) {
        renderer.createRegistration(View.class)
                .preferring("text/plain")
                .register(NotebookExtension::render);
        renderer.createRegistration(Table.class)
                .preferring("text/plain")
                .register((table, context) -> render(Show.table(table), context));
        renderer.createRegistration(Chart.class)
                .preferring("text/plain")
                .register((chart, context) -> render(Charts.picture(chart), context));
    }

    private static void render(View view, RenderContext context) {
        DisplayData data = context.getOutputContainer();
        data.putText(view.text());
        view.html().ifPresent(data::putHTML);
        view.markdown().ifPresent(data::putMarkdown);
        view.png()
                .ifPresent(
                        png -> {
                            data.putData("image/png", Base64.getEncoder().encodeToString(png));
                            data.putMetaData("image/png", Map.of("alt", view.text()));
                        });
    }
}
