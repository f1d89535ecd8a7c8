package io.flinklab.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Which files a path stands for. */
final class CustomerPaths {
    private CustomerPaths() {}

    /**
     * A file itself; of a directory all {@code .csv} files in it, at any depth, sorted by path.
     * Names that start with a dot or underscore are left out, as in Flink: others write them.
     */
    static List<Path> list(Path fileOrDirectory) {
        requireExisting(fileOrDirectory);
        if (!Files.isDirectory(fileOrDirectory)) {
            return List.of(fileOrDirectory);
        }
        try (Stream<Path> found = Files.walk(fileOrDirectory)) {
            List<Path> files =
                    found.filter(path -> isVisible(fileOrDirectory.relativize(path)))
                            .filter(path -> isCsv(path.getFileName().toString()))
                            .filter(Files::isRegularFile)
                            .sorted(Comparator.comparing(Path::toString))
                            .toList();
            return requireSome(files, fileOrDirectory.toString());
        } catch (IOException e) {
            throw unreadable(fileOrDirectory, e);
        }
    }

    static <T> List<T> requireSome(List<T> files, String directory) {
        if (files.isEmpty()) {
            throw new DataException(
                    directory
                            + " is a directory without customer files. Expected at least one file"
                            + " whose name ends with .csv.");
        }
        return files;
    }

    static void requireExisting(Path path) {
        if (!Files.exists(path)) {
            throw missing(path.toString(), "absolute path " + path.toAbsolutePath().normalize());
        }
    }

    static DataException missing(String path, String seenAs) {
        return new DataException(
                path
                        + " does not exist. Expected a CSV file of customers or a directory of"
                        + " them; check the path ("
                        + seenAs
                        + ").");
    }

    static DataException unreadable(Object path, IOException cause) {
        return new DataException(
                path + " cannot be read: " + cause + ". Check the file's permissions.", cause);
    }

    static boolean isCsv(String name) {
        return name.toLowerCase(Locale.ROOT).endsWith(".csv");
    }

    private static boolean isVisible(Path relative) {
        for (Path name : relative) {
            if (isHidden(name.toString())) {
                return false;
            }
        }
        return true;
    }

    static boolean isHidden(String name) {
        return name.startsWith(".") || name.startsWith("_");
    }
}
