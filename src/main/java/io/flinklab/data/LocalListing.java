package io.flinklab.data;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.URI;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Files of this machine. Java's own file system holds a name's bytes whatever they are; Flink's
 * reads a name as text first.
 */
final class LocalListing implements FileListing {
    private final List<Path> roots;
    private final boolean again;

    LocalListing(List<org.apache.flink.core.fs.Path> roots, boolean again) {
        this.again = again;
        this.roots = roots.stream().map(root -> Path.of(absolute(root.toUri()))).toList();
    }

    @Override
    public List<FoundFile> list() {
        Look look = new Look(again);
        roots.forEach(look::named);
        look.follow();
        return look.found;
    }

    @Override
    public FoundFile closer(FoundFile file) {
        Path path = Path.of(file.uri());
        try {
            FoundFile.State end = end(path, file.stamp().size());
            return file.in(isMovedHere(path, file.stamp()) ? FoundFile.State.WHOLE : end);
        } catch (IOException e) {
            return FoundFile.unreadable(file.uri(), reason(e));
        }
    }

    private static FoundFile.State end(Path path, long size) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
            file.seek(Math.max(size - 1, 0));
            int last = file.read();
            boolean ends = last == '\n' || last == '\r' || isCompressed(path);
            return size == 0 || ends ? FoundFile.State.GROWING : FoundFile.State.CUT;
        }
    }

    private static boolean isCompressed(Path path) {
        return path.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(".gz");
    }

    /**
     * Whether something befell the file after its last byte was written: a rename, or a time that
     * was set, as copies do when they are done. Writing changes both of its times to the same.
     */
    private static boolean isMovedHere(Path path, FileStamp stamp) throws IOException {
        if (!path.getFileSystem().supportedFileAttributeViews().contains("unix")) {
            return false;
        }
        Map<String, Object> times = Files.readAttributes(path, "unix:size,lastModifiedTime,ctime");
        FileTime modified = (FileTime) times.get("lastModifiedTime");
        return stamp.size() > 0
                && stamp.equals(new FileStamp((Long) times.get("size"), modified.toMillis()))
                && ((FileTime) times.get("ctime")).compareTo(modified) > 0;
    }

    private static URI absolute(URI uri) {
        return uri.getScheme() == null ? Path.of(uri.getPath()).toUri() : uri;
    }

    private static String reason(IOException failure) {
        String reason =
                failure instanceof FileSystemException named
                        ? named.getReason()
                        : failure.getMessage();
        return (reason == null ? failure.getClass().getSimpleName() : reason) + ".";
    }

    /** Directories first, links to directories last, so that a new link renames no file. */
    private static final class Look {
        private final boolean tellsOdd;
        private final List<FoundFile> found = new ArrayList<>();
        private final Set<Object> directories = new HashSet<>();
        private final Deque<Path> links = new ArrayDeque<>();

        Look(boolean tellsOdd) {
            this.tellsOdd = tellsOdd;
        }

        void named(Path path) {
            try {
                BasicFileAttributes attributes =
                        Files.readAttributes(path, BasicFileAttributes.class);
                if (attributes.isDirectory()) {
                    enter(path, attributes);
                } else {
                    found.add(
                            FoundFile.of(
                                    path.toUri(),
                                    attributes.isRegularFile() ? stamp(attributes) : FileStamp.PIPE,
                                    FoundFile.State.GROWING));
                }
            } catch (IOException e) {
                found.add(FoundFile.unreadable(path.toUri(), reason(e)));
            }
        }

        void follow() {
            while (!links.isEmpty()) {
                Path link = links.remove();
                try {
                    enter(link, Files.readAttributes(link, BasicFileAttributes.class));
                } catch (IOException e) {
                    found.add(FoundFile.unreadable(link.toUri(), reason(e)));
                }
            }
        }

        private void enter(Path directory, BasicFileAttributes attributes) {
            Object key = attributes.fileKey() == null ? directory : attributes.fileKey();
            if (!directories.add(key)) {
                return;
            }
            List<Path> entries = new ArrayList<>();
            try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory)) {
                stream.forEach(entries::add);
            } catch (IOException e) {
                found.add(FoundFile.unreadable(directory.toUri(), reason(e)));
            } catch (DirectoryIteratorException e) {
                found.add(FoundFile.unreadable(directory.toUri(), reason(e.getCause())));
            }
            entries.stream().sorted().forEach(this::entry);
        }

        private void entry(Path path) {
            String name = path.getFileName().toString();
            if (DataPaths.isHidden(name)) {
                return;
            }
            try {
                BasicFileAttributes attributes =
                        Files.readAttributes(path, BasicFileAttributes.class);
                if (!attributes.isDirectory()) {
                    file(path, name, attributes);
                } else if (Files.isSymbolicLink(path)) {
                    links.add(path);
                } else {
                    enter(path, attributes);
                }
            } catch (IOException e) {
                boolean link = Files.isSymbolicLink(path);
                boolean gone = link ? !tellsOdd : e instanceof NoSuchFileException;
                if (!gone && FileListing.isData(name)) {
                    found.add(FoundFile.unreadable(path.toUri(), linkOr(path, e)));
                }
            }
        }

        private void file(Path path, String name, BasicFileAttributes attributes) {
            if (!FileListing.isData(name)) {
                return;
            }
            if (!attributes.isRegularFile()) {
                if (tellsOdd) {
                    found.add(
                            FoundFile.unreadable(
                                    path.toUri(),
                                    "expected a file, found a socket, pipe or device."));
                }
            } else if (!isText(path)) {
                found.add(FoundFile.unreadable(path.toUri(), notText()));
            } else {
                found.add(FoundFile.of(path.toUri(), stamp(attributes), FoundFile.State.GROWING));
            }
        }

        private static FileStamp stamp(BasicFileAttributes attributes) {
            return new FileStamp(attributes.size(), attributes.lastModifiedTime().toMillis());
        }

        private static String linkOr(Path path, IOException failure) {
            return failure instanceof NoSuchFileException
                    ? "it is a link, and where it leads nothing is."
                    : reason(failure);
        }

        /** Whether the name survives being read as text, as Flink does. */
        private static boolean isText(Path path) {
            try {
                return Path.of(path.toString()).equals(path);
            } catch (InvalidPathException e) {
                return false;
            }
        }

        private static String notText() {
            String encoding = System.getProperty("sun.jnu.encoding", "");
            return encoding.equalsIgnoreCase("UTF-8")
                    ? "its name is not UTF-8. Rename it."
                    : "its name is no text in this process's encoding, "
                            + encoding
                            + ". Start it with LC_ALL=C.UTF-8, or rename the file.";
        }
    }
}
