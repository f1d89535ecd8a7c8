package io.flinklab.app;

import io.flinklab.data.flink.FlinkPath;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Paths as people write them, wherever an option takes one. */
final class PathText {
    private PathText() {}

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

    /** The same for what may be an address as well: that is checked by who connects to it. */
    static final class OrAddress implements ITypeConverter<String> {
        @Override
        public String convert(String text) {
            if (!FlinkPath.hasScheme(text)) {
                path(text);
            }
            return text;
        }
    }
}
