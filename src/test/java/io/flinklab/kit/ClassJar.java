package io.flinklab.kit;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/** A jar of a test's own classes, for a cluster that has never seen them. */
public final class ClassJar {
    private ClassJar() {}

    /** Writes a new jar into the directory: the classes, each with those nested in it. */
    public static Path write(Path directory, Class<?>... classes) throws IOException {
        Path jar = Files.createTempFile(directory, "test-classes", ".jar");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            for (Class<?> each : classes) {
                add(each, out);
            }
        }
        return jar;
    }

    private static void add(Class<?> outer, JarOutputStream jar) throws IOException {
        Path root = root(outer);
        Path folder = root.resolve(outer.getPackageName().replace('.', '/'));
        String name = outer.getSimpleName();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : (Iterable<Path>) files.sorted()::iterator) {
                String found = file.getFileName().toString();
                if (found.equals(name + ".class") || found.startsWith(name + "$")) {
                    jar.putNextEntry(new JarEntry(root.relativize(file).toString()));
                    Files.copy(file, jar);
                    jar.closeEntry();
                }
            }
        }
    }

    private static Path root(Class<?> of) {
        try {
            return Path.of(of.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
