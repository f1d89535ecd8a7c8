package io.flinklab.serving.http;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;

/** Runs a limited number of tasks at a time; the others wait without a thread. Thread-safe. */
final class Turns {
    private final Executor threads;
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private int free;

    Turns(int atATime, Executor threads) {
        this.free = atATime;
        this.threads = threads;
    }

    /** Runs it now in this thread, or later in another one. */
    void run(Runnable task) {
        if (begin(task)) {
            runNow(task);
        }
    }

    private void runNow(Runnable task) {
        try {
            task.run();
        } finally {
            end();
        }
    }

    private synchronized boolean begin(Runnable task) {
        if (free == 0) {
            waiting.add(task);
            return false;
        }
        free--;
        return true;
    }

    private void end() {
        Runnable next = next();
        if (next != null) {
            // Not in this thread, whose own connection has more to do.
            threads.execute(() -> runNow(next));
        }
    }

    private synchronized Runnable next() {
        Runnable next = waiting.poll();
        if (next == null) {
            free++;
        }
        return next;
    }
}
