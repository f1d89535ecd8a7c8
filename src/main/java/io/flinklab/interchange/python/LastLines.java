package io.flinklab.interchange.python;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;

/** Reads what a process says until it ends, and keeps the end of it. */
final class LastLines {
    private static final int KEPT = 20;
    private static final long PATIENCE_MILLIS = 1_000;

    private final Deque<String> lines = new ArrayDeque<>();
    private final Thread reader;

    LastLines(InputStream from, String name) {
        reader = new Thread(() -> read(from), name);
        reader.setDaemon(true);
        reader.start();
    }

    /** The last lines of a process that has ended; what it started itself may still speak. */
    String awaitAll() {
        try {
            reader.join(PATIENCE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        synchronized (lines) {
            return String.join("\n", lines);
        }
    }

    private void read(InputStream from) {
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(from, StandardCharsets.UTF_8))) {
            reader.lines().forEach(this::keep);
        } catch (IOException | UncheckedIOException processWasEnded) {
            keep("(the rest could not be read)");
        }
    }

    private void keep(String line) {
        synchronized (lines) {
            if (lines.size() == KEPT) {
                lines.removeFirst();
            }
            lines.addLast(line);
        }
    }
}
