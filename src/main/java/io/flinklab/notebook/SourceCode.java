package io.flinklab.notebook;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * Shows the source of the module's types and methods, as it was compiled and tested. The sources
 * are in the jar, under {@code META-INF/sources}.
 */
public final class SourceCode {
    private SourceCode() {}

    /** A whole type with its documentation, without package and imports. */
    public static Listing of(Class<?> type) {
        return listing(type, type.getSimpleName(), parsed(type).type());
    }

    /**
     * A method with its documentation and annotations; where several have the name, all of them.
     *
     * @param method its name, or "new" for the constructors
     */
    public static Listing of(Class<?> type, String method) {
        return listing(type, type.getSimpleName() + "." + method, parsed(type).methods(method));
    }

    private static Listing listing(Class<?> type, String name, String code) {
        return new Listing("`%s` in `src/main/java/%s`".formatted(name, path(type)), "java", code);
    }

    private static SourceFile parsed(Class<?> type) {
        return SourceFile.parse(type, read(type));
    }

    private static String read(Class<?> type) {
        String resource = "META-INF/sources/" + path(type);
        try (InputStream in = SourceCode.class.getClassLoader().getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalArgumentException(
                        "No source of %s: expected %s on the class path. Ask for a type of this project, after `make setup`."
                                .formatted(type.getName(), resource));
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String path(Class<?> type) {
        return type.getName().replaceFirst("\\$.*", "").replace('.', '/') + ".java";
    }
}
