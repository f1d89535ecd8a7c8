package io.flinklab.app;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Numbers of bytes as people write them: {@code 1MB} is 1,048,576. */
final class ByteSizes implements ITypeConverter<Integer> {
    private static final Pattern FORM = Pattern.compile("(\\d{1,9})(B|KB|MB)");
    private static final long MOST = 1 << 30;

    @Override
    public Integer convert(String text) {
        Matcher parts = FORM.matcher(text);
        long bytes = parts.matches() ? Long.parseLong(parts.group(1)) * unit(parts.group(2)) : 0;
        if (bytes < 1 || bytes > MOST) {
            throw new TypeConversionException(
                    "expected a size like 500B, 64KB or 1MB, at most 1024MB, found '" + text + "'");
        }
        return (int) bytes;
    }

    private static long unit(String name) {
        return switch (name) {
            case "B" -> 1;
            case "KB" -> 1 << 10;
            default -> 1 << 20;
        };
    }
}
