package io.flinklab.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a path leads to, all links followed as the operating system follows them. It may not be
 * there yet.
 *
 * @param path absolute, without a link in it; one of {@code /proc/PID/fd} for what a process has
 *     opened, as {@code /dev/stdout}
 * @param kind what is there now
 * @param names of the links on the way and of the end, each in a directory without links
 */
public record PathTarget(Path path, Kind kind, List<Path> names) {
    /** As in Linux. */
    private static final int MOST_LINKS = 40;

    private static final Pattern OPENED = Pattern.compile("/proc/(\\d+)(?:/task/\\d+)?/fd/(\\d+)");

    /** What a path leads to. */
    public enum Kind {
        NOTHING,
        FILE,
        DIRECTORY,
        /** A device, a pipe or a socket. */
        OTHER
    }

    /**
     * Follows a path.
     *
     * @throws IOException it leads back to itself, or a directory on the way cannot be read
     */
    public static PathTarget of(Path path) throws IOException {
        Path at = path.toAbsolutePath();
        List<Path> names = new ArrayList<>();
        for (int links = 0; links <= MOST_LINKS; links++) {
            at = inRealDirectory(at);
            names.add(at);
            if (isOpened(at) || !Files.isSymbolicLink(at)) {
                return new PathTarget(at, kind(at), List.copyOf(names));
            }
            at = at.resolveSibling(Files.readSymbolicLink(at));
        }
        throw new IOException("it is a link that leads back to itself");
    }

    /**
     * A path, absolute, without {@code ..}. Behind a link {@code ..} is the parent of the link's
     * target.
     */
    public static Path withoutParents(Path path) {
        Path normal = path.toAbsolutePath().normalize();
        for (Path name : path) {
            if (name.toString().equals("..")) {
                try {
                    return of(path).path();
                } catch (IOException toldByItsReader) {
                    return normal;
                }
            }
        }
        return normal;
    }

    /** Whether both are one file, so that writing to one changes the other. */
    public boolean isSame(PathTarget other) throws IOException {
        if (path.equals(other.path)) {
            return true;
        }
        // Two paths may well lead to one terminal or pipe, as standard output and error do.
        return isStored() && other.isStored() && Files.isSameFile(path, other.path);
    }

    private boolean isStored() {
        return kind == Kind.FILE || kind == Kind.DIRECTORY;
    }

    /** Whether it is a file that some process has open: nothing can be put beside that. */
    boolean isOpened() {
        return isOpened(path);
    }

    /** The number under which this process has it opened, 1 for standard output; otherwise -1. */
    int descriptor() {
        Matcher opened = OPENED.matcher(path.toString());
        return opened.matches() && Long.parseLong(opened.group(1)) == ProcessHandle.current().pid()
                ? Integer.parseInt(opened.group(2))
                : -1;
    }

    private static boolean isOpened(Path path) {
        return OPENED.matcher(path.toString()).matches();
    }

    private static Kind kind(Path path) throws IOException {
        try {
            BasicFileAttributes found = Files.readAttributes(path, BasicFileAttributes.class);
            if (found.isDirectory()) {
                return Kind.DIRECTORY;
            }
            return found.isRegularFile() ? Kind.FILE : Kind.OTHER;
        } catch (NoSuchFileException e) {
            return Kind.NOTHING;
        }
    }

    private static Path inRealDirectory(Path path) throws IOException {
        Path directory = path.getParent();
        if (directory == null) {
            return path;
        }
        Path real = Files.exists(directory) ? directory.toRealPath() : of(directory).path();
        return real.resolve(path.getFileName()).normalize();
    }
}
