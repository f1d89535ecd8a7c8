package io.flinklab.data;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The way through directories of this machine, at any depth. Links are followed after all else, so
 * that a new link to what is there already changes no file's path; each directory is entered once,
 * so that a loop of links ends.
 */
public final class LocalWalk {
    static final Comparator<Path> BY_PATH =
            Comparator.comparing(Path::toString).thenComparing(Comparator.naturalOrder());

    private final Visitor visitor;
    private final Set<Path> directories = new HashSet<>();
    private final TreeSet<Path> links = new TreeSet<>(BY_PATH);

    /** Hears what is found on the way. */
    public interface Visitor {
        /** A file whose name is that of a data file. */
        void file(Path path, BasicFileAttributes attributes);

        /** A name that is passed over, and why. */
        void leftOut(LeftOut.Reason reason, Path path);

        /** A link that cannot be followed. */
        void nowhere(Path link, IOException why);

        /** A directory, or what may be a data file, that cannot be read. */
        void failed(Path path, IOException why);
    }

    public LocalWalk(Visitor visitor) {
        this.visitor = visitor;
    }

    /** Goes through a directory; the links in it wait. */
    public void enter(Path directory) {
        try {
            if (directories.add(directory.toRealPath())) {
                entries(directory).forEach(this::entry);
            } else {
                visitor.leftOut(LeftOut.Reason.READ_ALREADY, directory);
            }
        } catch (IOException e) {
            visitor.failed(directory, e);
        }
    }

    /** Follows the links that wait, and those that are met on the way. */
    public void follow() {
        while (!links.isEmpty()) {
            visit(links.pollFirst());
        }
    }

    /** The directories that were entered, by their paths without links. */
    Set<Path> directories() {
        return directories;
    }

    private void entry(Path entry) {
        if (DataFiles.isHidden(entry.getFileName().toString())) {
            visitor.leftOut(LeftOut.Reason.HIDDEN, entry);
        } else if (Files.isSymbolicLink(entry)) {
            links.add(entry);
        } else {
            visit(entry);
        }
    }

    private void visit(Path path) {
        boolean data = DataFiles.isCsv(path.getFileName().toString());
        try {
            BasicFileAttributes found = Files.readAttributes(path, BasicFileAttributes.class);
            if (found.isDirectory()) {
                enter(path);
            } else if (!data) {
                visitor.leftOut(LeftOut.Reason.OTHER_NAME, path);
            } else if (!found.isRegularFile()) {
                visitor.leftOut(LeftOut.Reason.NO_FILE, path);
            } else {
                visitor.file(path, found);
            }
        } catch (IOException e) {
            if (Files.isSymbolicLink(path)) {
                visitor.nowhere(path, e);
            } else if (data && !(e instanceof NoSuchFileException)) {
                visitor.failed(path, e);
            }
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
}
