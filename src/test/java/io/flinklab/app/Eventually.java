package io.flinklab.app;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.assertj.core.api.Assertions;

/** Waits for what another thread or process is about to do. */
public final class Eventually {
    private static final Duration LIMIT = Duration.ofSeconds(120);
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    private Eventually() {}

    /** Returns as soon as the condition holds; fails, naming it, where it does not in time. */
    public static void holds(String condition, Callable<Boolean> check) throws Exception {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (!check.call()) {
            if (System.nanoTime() > end) {
                Assertions.fail("Not within " + LIMIT.toSeconds() + " seconds: " + condition);
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }
}
