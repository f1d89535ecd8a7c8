package io.flinklab.interchange.python;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Reads a process's output until it ends, and keeps the last lines. */
final class LastLines {
    private static final int KEPT_LINES = 20;
    private static final int KEPT_CHARS = 16_384;
    private static final long PATIENCE_MILLIS = 1_000;

    private final StringBuilder end = new StringBuilder();
    private final Thread reader;

    LastLines(InputStream from, String name) {
        reader = new Thread(() -> read(from), name);
        reader.setDaemon(true);
        reader.start();
    }

    /**
     * The last lines of a process that has ended, though processes that it started may still write.
     */
    String awaitAll() {
        try {
            reader.join(PATIENCE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        synchronized (end) {
            List<String> lines = end.toString().lines().toList();
            int first = Math.max(0, lines.size() - KEPT_LINES);
            return String.join("\n", lines.subList(first, lines.size()));
        }
    }

    private void read(InputStream from) {
        char[] block = new char[KEPT_CHARS];
        try (Reader chars = new InputStreamReader(from, StandardCharsets.UTF_8)) {
            for (int read = chars.read(block); read >= 0; read = chars.read(block)) {
                keep(new String(block, 0, read));
            }
        } catch (IOException processWasEnded) {
            keep("\n(the rest could not be read)");
        }
    }

    /** By characters: a line need not end. */
    private void keep(String said) {
        synchronized (end) {
            end.append(said);
            end.delete(0, Math.max(0, end.length() - KEPT_CHARS));
        }
    }
}
