package io.flinklab.data;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.ZipException;

/** Which files a path of this machine stands for; see {@link DataFiles}. */
final class DataPaths {
    private static final Comparator<Path> BY_PATH =
            Comparator.comparing(Path::toString).thenComparing(Comparator.naturalOrder());

    private final Path root;
    private final LeftOut leftOut;
    private final List<Path> files = new ArrayList<>();
    private final Set<Path> directories = new HashSet<>();

    /** Followed last, so that a new link to what is there already changes no file's path. */
    private final TreeSet<Path> links = new TreeSet<>(BY_PATH);

    private DataPaths(Path root) {
        this.root = root;
        leftOut = new LeftOut(root.toString());
    }

    static DataPaths list(Path fileOrDirectory) {
        requireExisting(fileOrDirectory);
        DataPaths found = new DataPaths(fileOrDirectory);
        if (!Files.isDirectory(fileOrDirectory)) {
            found.files.add(fileOrDirectory);
            return found;
        }
        try {
            found.enter(fileOrDirectory);
            while (!found.links.isEmpty()) {
                found.visit(found.links.pollFirst());
            }
        } catch (IOException e) {
            throw unreadable(fileOrDirectory, e);
        }
        found.files.sort(BY_PATH);
        requireSome(found.files, fileOrDirectory.toString(), found.leftOut);
        return found;
    }

    boolean isDirectory() {
        return !directories.isEmpty();
    }

    List<Path> files() {
        return files;
    }

    /** Those that were looked into, without links. */
    Set<Path> directories() {
        return directories;
    }

    LeftOut leftOut() {
        return leftOut;
    }

    private void enter(Path directory) throws IOException {
        if (!directories.add(directory.toRealPath())) {
            leaveOut(LeftOut.Reason.READ_ALREADY, directory);
            return;
        }
        for (Path entry : entries(directory)) {
            if (isHidden(entry.getFileName().toString())) {
                leaveOut(LeftOut.Reason.HIDDEN, entry);
            } else if (Files.isSymbolicLink(entry)) {
                links.add(entry);
            } else {
                visit(entry);
            }
        }
    }

    private void visit(Path entry) throws IOException {
        if (Files.isDirectory(entry)) {
            enter(entry);
        } else if (!Files.exists(entry)) {
            leaveOut(LeftOut.Reason.NOWHERE, entry);
        } else if (!isCsv(entry.getFileName().toString())) {
            leaveOut(LeftOut.Reason.OTHER_NAME, entry);
        } else if (!Files.isRegularFile(entry)) {
            leaveOut(LeftOut.Reason.NO_FILE, entry);
        } else {
            files.add(entry);
        }
    }

    private static List<Path> entries(Path directory) throws IOException {
        List<Path> entries = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory)) {
            stream.forEach(entries::add);
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        entries.sort(BY_PATH);
        return entries;
    }

    private void leaveOut(LeftOut.Reason reason, Path path) {
        leftOut.add(reason, root.relativize(path).toString());
    }

    static <T> List<T> requireSome(List<T> files, String directory, LeftOut leftOut) {
        if (files.isEmpty()) {
            throw new DataException(
                    directory
                            + " is a directory without customer files. Expected at least one file"
                            + " whose name ends with .csv or .csv.gz"
                            + (leftOut.isEmpty() ? "." : "; found " + leftOut.counts() + "."));
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
        if (cause instanceof ZipException) {
            return new DataException(
                    path + " cannot be read: " + cause.getMessage() + ". Make or copy it again.",
                    cause);
        }
        return new DataException(
                path + " cannot be read: " + cause + ". Check the file's permissions.", cause);
    }

    static boolean isCsv(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.endsWith(".csv") || lower.endsWith(".csv.gz");
    }

    static boolean isHidden(String name) {
        return name.startsWith(".") || name.startsWith("_");
    }
}
