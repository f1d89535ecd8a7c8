package io.flinklab.serving.http;

import io.flinklab.serving.ModelWatch;
import io.flinklab.serving.ModelWatch.Outcome;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks into the model store at an interval, and puts each admitted model into use. */
public final class ModelReload implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ModelReload.class);

    private final ScheduledExecutorService looker =
            Executors.newSingleThreadScheduledExecutor(ModelReload::thread);
    private final ModelWatch watch;
    private final LiveModel model;
    private final Consumer<String> report;
    private boolean unreachable;

    private ModelReload(ModelWatch watch, LiveModel model, Consumer<String> report) {
        this.watch = watch;
        this.model = model;
        this.report = report;
    }

    /**
     * Begins to look.
     *
     * @param interval between the end of a look and the next one
     * @param watch used by this alone from here on
     * @param report takes a line for each change, and one for each new problem
     */
    public static ModelReload every(
            Duration interval, ModelWatch watch, LiveModel model, Consumer<String> report) {
        ModelReload reload = new ModelReload(watch, model, report);
        long nanos = interval.toNanos();
        reload.looker.scheduleWithFixedDelay(reload::look, nanos, nanos, TimeUnit.NANOSECONDS);
        return reload;
    }

    /** Looks no more. */
    @Override
    public void close() {
        looker.shutdownNow();
    }

    private void look() {
        try {
            take(watch.look());
        } catch (RuntimeException | Error e) {
            // The schedule would end silently.
            LOG.error("A look for a newer model failed; the next one follows", e);
        }
    }

    private void take(Outcome outcome) {
        boolean wasReachable = !unreachable;
        unreachable = outcome instanceof Outcome.Unreachable;
        if (outcome instanceof Outcome.Changed changed) {
            model.use(changed.scorer(), changed.model().manifest());
            report.accept(
                    "model "
                            + changed.model().version()
                            + " is in use"
                            + (changed.replaced() ? "; its files were replaced" : ""));
        } else if (outcome instanceof Outcome.Refused refused && !refused.repeated()) {
            refuse("model " + refused.version() + " was refused: " + refused.reason());
        } else if (outcome instanceof Outcome.Unreachable trouble && wasReachable) {
            refuse("the model store cannot be reached: " + trouble.reason());
        }
    }

    private void refuse(String reason) {
        model.refused(reason);
        report.accept(reason + " (model " + watch.version() + " goes on)");
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "model reload");
        thread.setDaemon(true);
        return thread;
    }
}
