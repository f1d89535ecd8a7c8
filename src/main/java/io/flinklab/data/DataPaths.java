package io.flinklab.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.zip.ZipException;

/** Which files a path of this machine stands for; see {@link DataFiles}. */
public final class DataPaths implements LocalWalk.Visitor {
    private final Path root;
    private final LeftOut leftOut;
    private final List<Path> files = new ArrayList<>();
    private final LocalWalk walk = new LocalWalk(this);

    private DataPaths(Path root) {
        this.root = root;
        leftOut = new LeftOut(root.toString());
    }

    static DataFiles list(Path fileOrDirectory) {
        requireExisting(fileOrDirectory);
        DataPaths found = new DataPaths(fileOrDirectory);
        boolean directory = Files.isDirectory(fileOrDirectory);
        if (directory) {
            found.walk.enter(fileOrDirectory);
            found.walk.follow();
            found.files.sort(LocalWalk.BY_PATH);
            requireSome(found.files, fileOrDirectory.toString(), found.leftOut);
        } else {
            found.files.add(fileOrDirectory);
        }
        return new DataFiles(
                fileOrDirectory.toString(),
                directory,
                found.files.stream().map(DataFile::of).toList(),
                found.walk.directories(),
                found.leftOut);
    }

    @Override
    public void file(Path path, BasicFileAttributes attributes) {
        files.add(path);
    }

    @Override
    public void leftOut(LeftOut.Reason reason, Path path) {
        leftOut.add(reason, root.relativize(path).toString());
    }

    @Override
    public void nowhere(Path link, IOException why) {
        leftOut(LeftOut.Reason.NOWHERE, link);
    }

    @Override
    public void failed(Path path, IOException why) {
        throw unreadable(root, why);
    }

    public static void requireSome(List<?> files, String directory, LeftOut leftOut) {
        if (files.isEmpty()) {
            throw new DataException(
                    directory
                            + " is a directory without data files. Expected at least one file"
                            + " whose name ends with .csv or .csv.gz"
                            + (leftOut.isEmpty() ? "." : "; found " + leftOut.counts() + "."));
        }
    }

    public static void requireExisting(Path path) {
        if (!Files.exists(path)) {
            throw missing(path.toString(), "absolute path " + path.toAbsolutePath().normalize());
        }
    }

    public static DataException missing(String path, String seenAs) {
        return new DataException(
                path
                        + " does not exist. Expected a CSV file or a directory of"
                        + " them; check the path ("
                        + seenAs
                        + ").");
    }

    public static DataException unreadable(Object path, IOException cause) {
        if (cause instanceof ZipException) {
            return new DataException(
                    path + " cannot be read: " + cause.getMessage() + ". Make or copy it again.",
                    cause);
        }
        return new DataException(
                path + " cannot be read: " + cause + ". Check the file's permissions.", cause);
    }

    public static boolean isCsv(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.endsWith(".csv") || lower.endsWith(".csv.gz");
    }

    public static boolean isHidden(String name) {
        return name.startsWith(".") || name.startsWith("_");
    }
}
