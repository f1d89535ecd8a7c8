package io.flinklab.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.stream.Stream;

/** This process and those that it started, on Linux. */
final class ProcessTree {
    private static final long BYTES_A_KILOBYTE = 1024;

    /** Of Linux on every machine of today. */
    private static final double TICKS_A_SECOND = 100;

    /** Place of the first of four times behind the program's name. */
    private static final int USER_TIME = 11;

    /** CPU time that all of them have used, and those that ended before. */
    double cpuSeconds() {
        return all().mapToLong(ProcessTree::ticks).sum() / TICKS_A_SECOND;
    }

    /** Memory that all of them hold now, what they share counted each time. */
    long residentBytes() {
        return all().mapToLong(ProcessTree::residentBytes).sum();
    }

    private static Stream<ProcessHandle> all() {
        ProcessHandle own = ProcessHandle.current();
        return Stream.concat(Stream.of(own), own.descendants());
    }

    /** Its own in user and in kernel mode, and those of its children that it has waited for. */
    private static long ticks(ProcessHandle process) {
        try {
            String stat = Files.readString(Path.of("/proc/" + process.pid() + "/stat"));
            // The program's name, which may hold spaces, ends with the last parenthesis.
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            return Stream.of(fields).skip(USER_TIME).limit(4).mapToLong(Long::parseLong).sum();
        } catch (NoSuchFileException ended) {
            return 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
