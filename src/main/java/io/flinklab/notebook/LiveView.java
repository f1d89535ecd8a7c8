package io.flinklab.notebook;

import java.util.UUID;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;

/**
 * A place below a cell where one thing after another is shown, each instead of the one before. What
 * was shown last stays in the notebook.
 */
public final class LiveView {
    private final String id = UUID.randomUUID().toString();
    private boolean shown;

    /** Shows a value; outside a notebook it prints its text. */
    public void show(Object value) {
        BaseKernel kernel = BaseKernel.notebookKernel();
        if (kernel == null) {
            System.out.println(value);
            return;
        }
        DisplayData data = kernel.getRenderer().render(value);
        // The setter of DisplayData has another signature in each release of the kernel.
        data.putTransientData("display_id", id);
        if (shown) {
            kernel.getIO().display.updateDisplay(data);
        } else {
            kernel.display(data);
            shown = true;
        }
    }
}
