package io.flinklab.training;

import java.util.Iterator;
import java.util.function.Consumer;

/** Hands a running job's steps to whoever watches, beside the thread that waits for the job. */
final class Progress<T> {
    private final Thread thread;
    private RuntimeException failure;

    /**
     * @param steps blocks until the job gives the next one
     */
    Progress(Iterator<T> steps, Consumer<T> watcher) {
        thread =
                new Thread(
                        () -> steps.forEachRemaining(step -> tell(step, watcher)),
                        "training progress");
        thread.setDaemon(true);
        // The waiting thread tells why a job failed; this one would tell it a second time.
        thread.setUncaughtExceptionHandler((ended, failure) -> {});
    }

    void start() {
        thread.start();
    }

    /** A watcher that failed is told no more; the steps are still taken, or the job would wait. */
    private void tell(T step, Consumer<T> watcher) {
        if (failure == null) {
            try {
                watcher.accept(step);
            } catch (RuntimeException e) {
                failure = e;
            }
        }
    }

    /** Waits until the last step was seen; throws what the watcher threw. */
    void finish() throws InterruptedException {
        thread.join();
        if (failure != null) {
            throw failure;
        }
    }
}
