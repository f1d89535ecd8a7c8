package io.flinklab.app;

import java.time.Duration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.util.TimeUtils;
import picocli.CommandLine.TypeConversionException;

/**
 * Times and sizes as Flink's own settings write them, as {@code 10s} or {@code 1MB}, which is
 * 1,048,576 bytes. A number needs its unit here: Flink would read 10 as 10 milliseconds or bytes.
 */
final class Quantities {
    private static final MemorySize LARGEST = MemorySize.ofMebiBytes(1024);

    private Quantities() {}

    /** A time of at most 292 years, whose nanoseconds a long can hold. */
    static Duration duration(String text) {
        try {
            Duration time = TimeUtils.parseDuration(withUnit(text));
            time.toNanos();
            return time;
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new TypeConversionException(
                    "expected a time like 500ms, 10s, 2m or 1h, found '" + text + "'");
        }
    }

    /** A size of 1 byte to 1 GB. */
    static MemorySize size(String text) {
        try {
            MemorySize size = MemorySize.parse(withUnit(text));
            if (size.getBytes() > 0 && size.compareTo(LARGEST) <= 0) {
                return size;
            }
        } catch (IllegalArgumentException e) {
            // Told below, as a size out of range is.
        }
        throw new TypeConversionException(
                "expected a size like 500B, 64KB or 1MB, at most 1024MB, found '" + text + "'");
    }

    private static String withUnit(String text) {
        if (text.strip().matches("\\d*")) {
            throw new IllegalArgumentException("no unit");
        }
        return text;
    }
}
