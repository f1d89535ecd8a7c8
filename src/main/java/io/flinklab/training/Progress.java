package io.flinklab.training;

import io.flinklab.training.logistic.TrainingStep;
import java.util.Iterator;
import java.util.function.Consumer;

/** Hands a running job's steps to whoever watches, beside the thread that waits for the job. */
final class Progress {
    private final Thread thread;

    /**
     * @param steps blocks until the job gives the next one
     */
    Progress(Iterator<TrainingStep> steps, Consumer<TrainingStep> watcher) {
        thread = new Thread(() -> steps.forEachRemaining(watcher), "training progress");
        thread.setDaemon(true);
        // The waiting thread tells why a job failed; this one would tell it a second time.
        thread.setUncaughtExceptionHandler((ended, failure) -> {});
    }

    void start() {
        thread.start();
    }

    /** Waits until the last step was seen. */
    void finish() throws InterruptedException {
        thread.join();
    }
}
