package io.flinklab.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

/** This process and those that it started, on Linux. */
final class ProcessTree {
    private static final long BYTES_A_KILOBYTE = 1024;

    /** CPU time that all of them have used. */
    double cpuSeconds() {
        return all().map(process -> process.info().totalCpuDuration().orElse(Duration.ZERO))
                .mapToDouble(time -> time.toNanos() / 1e9)
                .sum();
    }

    /** Memory that all of them hold now, what they share counted each time. */
    long residentBytes() {
        return all().mapToLong(ProcessTree::residentBytes).sum();
    }

    private static Stream<ProcessHandle> all() {
        ProcessHandle own = ProcessHandle.current();
        return Stream.concat(Stream.of(own), own.descendants());
    }

    private static long residentBytes(ProcessHandle process) {
        try {
            return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .map(kilobytes -> kilobytes * BYTES_A_KILOBYTE)
                    .sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
