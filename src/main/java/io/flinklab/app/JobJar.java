package io.flinklab.app;

import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** The jars that a streaming job needs and a Flink distribution does not have. */
final class JobJars {
    private static final List<String> NEEDED =
            List.of(
                    "fastcsv-",
                    "flink-connector-datagen-",
                    "flink-connector-kafka-",
                    "jackson-annotations-",
                    "jackson-core-",
                    "jackson-databind-",
                    "kafka-clients-",
                    "lz4-java-",
                    // An ONNX file is looked into before ONNX Runtime gets it.
                    "protobuf-java-",
                    "snappy-java-",
                    "tribuo-util-onnx-",
                    "zstd-jni-");

    private JobJars() {}

    /**
     * This program's own jar and, from {@code lib} beside it, those.
     *
     * @throws IllegalStateException if this program does not run from its jar
     */
    static String[] list() {
        Path jar = ownJar();
        File[] libraries = jar.resolveSibling("lib").toFile().listFiles(JobJars::isNeeded);
        if (!Files.isRegularFile(jar) || libraries == null) {
            throw new IllegalStateException(
                    "Expected to run from a jar with lib beside it, because a cluster elsewhere"
                            + " needs the jar; found "
                            + jar
                            + ". Package the program, and run java -jar.");
        }
        return Stream.concat(Stream.of(jar), Arrays.stream(libraries).map(File::toPath))
                .map(Path::toString)
                .toArray(String[]::new);
    }

    private static boolean isNeeded(File directory, String name) {
        return NEEDED.stream().anyMatch(name::startsWith);
    }

    private static Path ownJar() {
        try {
            return Path.of(
                    JobJars.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException("A class's own place is always an address", e);
        }
    }
}
