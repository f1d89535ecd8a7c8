package io.flinklab.app;

import io.flinklab.data.flink.FlinkPath;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.util.TimeUtils;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Reads the values of options: paths, and times and sizes as Flink's own settings write them, such
 * as {@code 10s} or {@code 1MB}, which is 1,048,576 bytes. A time or size needs its unit here:
 * Flink would read 10 as 10 milliseconds or bytes.
 */
final class OptionValues {
    private static final MemorySize LARGEST = MemorySize.ofMebiBytes(1024);

    /** Flink would take it for an address without a host; it is a slip of the pen. */
    private static final Pattern ONE_SLASH =
            Pattern.compile("(?<scheme>[A-Za-z][A-Za-z0-9+.-]+):/(?<rest>[^/].*)");

    private OptionValues() {}

    /**
     * A path of this machine.
     *
     * @throws TypeConversionException the text is empty, as that of a variable that is not set, or
     *     cannot be a path here
     */
    static Path path(String text) {
        if (text.isBlank()) {
            throw new TypeConversionException("Expected a path, found an empty text");
        }
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new TypeConversionException(
                    "\"%s\" is no path in this process's encoding, %s: %s. Start it with"
                                    .formatted(
                                            e.getInput(),
                                            System.getProperty("sun.jnu.encoding"),
                                            e.getReason())
                            + " LC_ALL=C.UTF-8.");
        }
    }

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

    /** Reads a path or an address; whoever connects to an address checks it. */
    static final class PathOrAddress implements ITypeConverter<String> {
        @Override
        public String convert(String text) {
            if (!FlinkPath.hasScheme(text)) {
                path(text);
            }
            Matcher cut = ONE_SLASH.matcher(text);
            if (cut.matches() && !text.startsWith("file:")) {
                throw new TypeConversionException(
                        "Expected an address with two slashes, %s://%s, or a path, ./%s; found %s"
                                .formatted(cut.group("scheme"), cut.group("rest"), text, text));
            }
            return text;
        }
    }
}
