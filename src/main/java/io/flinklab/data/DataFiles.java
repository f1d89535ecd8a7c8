package io.flinklab.data;

import io.flinklab.data.csv.FileRecords;
import io.flinklab.data.csv.Labels;
import io.flinklab.data.flink.FlinkPath;
import io.flinklab.data.flink.RemoteListing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The files that a path stands for, the same for every command.
 *
 * <p>A file is that file, whatever its name; it may be a pipe. A directory stands for the files
 * below it, at any depth, whose names end with {@code .csv} or {@code .csv.gz} in any case, in the
 * order of their paths. Names that start with a dot or an underscore are left out, as in Flink:
 * others write them. Links to files and directories are followed, each directory once, so that a
 * loop ends; a file with several names is read under each of them. What is left out is counted in
 * {@link #leftOut()}.
 *
 * <p>Compressed files are known by their first bytes: see {@link FileRecords}.
 */
public final class DataFiles {
    private final String path;
    private final boolean directory;
    private final List<DataFile> files;
    private final Set<Path> directories;
    private final LeftOut leftOut;

    /**
     * @param path as the caller gave it
     * @param directory whether it is one
     * @param files that it stands for
     * @param directories those of this machine that were looked into, without links
     * @param leftOut what of the directory is not among the files
     */
    public DataFiles(
            String path,
            boolean directory,
            List<DataFile> files,
            Set<Path> directories,
            LeftOut leftOut) {
        this.path = path;
        this.directory = directory;
        this.files = List.copyOf(files);
        this.directories = Set.copyOf(directories);
        this.leftOut = leftOut;
    }

    /**
     * Finds the files of a path of this machine.
     *
     * @throws DataException nothing is there, it cannot be read, or is a directory without a file
     */
    public static DataFiles of(Path path) {
        requireExisting(path);
        boolean directory = Files.isDirectory(path);
        Listing found = new Listing(path);
        if (directory) {
            found.walk.enter(path);
            found.walk.follow();
            found.files.sort(LocalWalk.BY_PATH);
            requireSome(found.files, path.toString(), found.leftOut);
        } else {
            found.files.add(path);
        }
        return new DataFiles(
                path.toString(),
                directory,
                found.files.stream().map(DataFile::of).toList(),
                found.walk.directories(),
                found.leftOut);
    }

    /**
     * The same for a path, or an address on any file system that Flink knows, such as {@code
     * s3://bucket/rows}.
     */
    public static DataFiles at(String pathOrAddress) {
        return FlinkPath.local(pathOrAddress)
                .map(DataFiles::of)
                .orElseGet(() -> RemoteListing.dataFiles(pathOrAddress));
    }

    /**
     * The same without the files of a directory that have no rows, which are left out. Whoever
     * reads a file says what else is wrong with it.
     *
     * @throws DataException none of a directory's files has a row
     */
    public DataFiles withRows(Schema schema) {
        if (!directory) {
            return this;
        }
        List<DataFile> some = new ArrayList<>();
        List<String> empty = new ArrayList<>();
        for (DataFile file : files) {
            if (file.mayBeEmpty() && isEmpty(file, schema)) {
                empty.add(relative(file.name()));
            } else {
                some.add(file);
            }
        }
        if (some.isEmpty()) {
            throw new DataException(
                    "%s is a directory without a row: its %s files have no rows. Expected at"
                                    .formatted(path, files.size())
                            + " least one row.");
        }
        LeftOut all = leftOut.with(LeftOut.Reason.WITHOUT_ROWS, empty);
        return new DataFiles(path, true, some, directories, all);
    }

    private String relative(String name) {
        return name.startsWith(path) ? name.substring(path.length()).replaceFirst("^/", "") : name;
    }

    private static boolean isEmpty(DataFile file, Schema schema) {
        try {
            FileRecords.open(file.name(), file.open(), schema, Labels.OPTIONAL).close();
            return false;
        } catch (DataException.EmptyFile e) {
            return true;
        } catch (DataException | IOException toldByItsReader) {
            return false;
        }
    }

    /** What of a directory is not among the files. */
    public LeftOut leftOut() {
        return leftOut;
    }

    /** The files, if they are on this machine. */
    public List<Path> paths() {
        return files.stream().map(DataFile::local).toList();
    }

    /** The files, in the order of their paths. */
    public List<DataFile> files() {
        return files;
    }

    /** Whether a file is one of them, by whatever name. */
    public boolean holds(PathTarget file) throws IOException {
        if (file.kind() == PathTarget.Kind.FILE) {
            for (Path each : paths()) {
                if (Files.isSameFile(each, file.path())) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Whether a file would be among them the next time, by its own name or a link's. */
    public boolean wouldTake(PathTarget file) {
        return file.names().stream().anyMatch(this::wouldTake);
    }

    private boolean wouldTake(Path name) {
        if (name.getFileName() == null || !isCsv(name.getFileName().toString())) {
            return false;
        }
        // Directories on the way to it may have to be made yet.
        Path above = name;
        while (above.getFileName() != null && !directories.contains(above)) {
            if (isHidden(above.getFileName().toString())) {
                return false;
            }
            above = above.getParent();
        }
        return directories.contains(above);
    }

    /**
     * Lets files pass that exist.
     *
     * @throws DataException nothing is there
     */
    public static void requireExisting(Path path) {
        if (!Files.exists(path)) {
            throw DataException.missing(
                    path.toString(), "absolute path " + path.toAbsolutePath().normalize());
        }
    }

    /**
     * Lets a directory pass that has data files.
     *
     * @throws DataException it has none
     */
    public static void requireSome(List<?> files, String directory, LeftOut leftOut) {
        if (files.isEmpty()) {
            throw new DataException(
                    directory
                            + " is a directory without data files. Expected at least one file"
                            + " whose name ends with .csv or .csv.gz"
                            + (leftOut.isEmpty() ? "." : "; found " + leftOut.counts() + "."));
        }
    }

    /** Whether a file of this name in a directory is a data file, unless it is hidden. */
    public static boolean isCsv(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.endsWith(".csv") || lower.endsWith(".csv.gz");
    }

    /** Whether a file or a directory of this name is left out of the directory it is in. */
    public static boolean isHidden(String name) {
        return name.startsWith(".") || name.startsWith("_");
    }

    /** The data files below a directory of this machine. */
    private static final class Listing implements LocalWalk.Visitor {
        private final Path root;
        private final LeftOut leftOut;
        private final List<Path> files = new ArrayList<>();
        private final LocalWalk walk = new LocalWalk(this);

        Listing(Path root) {
            this.root = root;
            leftOut = new LeftOut(root.toString());
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
            throw DataException.unreadable(root, why);
        }
    }
}
