package io.flinklab.data.flink;

import io.flinklab.data.DataFiles;
import io.flinklab.data.LeftOut;
import io.flinklab.data.LocalWalk;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.URI;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

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
        return new Look().at(roots);
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

    private static FileStamp stamp(BasicFileAttributes attributes) {
        return new FileStamp(attributes.size(), attributes.lastModifiedTime().toMillis());
    }

    /** What one look finds. */
    private final class Look implements LocalWalk.Visitor {
        private final List<FoundFile> found = new ArrayList<>();
        private final LocalWalk walk = new LocalWalk(this);

        List<FoundFile> at(List<Path> roots) {
            roots.forEach(this::named);
            walk.follow();
            return found;
        }

        private void named(Path path) {
            try {
                BasicFileAttributes attributes =
                        Files.readAttributes(path, BasicFileAttributes.class);
                if (attributes.isDirectory()) {
                    walk.enter(path);
                } else {
                    add(path, attributes.isRegularFile() ? stamp(attributes) : FileStamp.PIPE);
                }
            } catch (IOException e) {
                failed(path, e);
            }
        }

        @Override
        public void file(Path path, BasicFileAttributes attributes) {
            if (isText(path)) {
                add(path, stamp(attributes));
            } else {
                unreadable(path, notText());
            }
        }

        @Override
        public void leftOut(LeftOut.Reason reason, Path path) {
            if (again && reason == LeftOut.Reason.NO_FILE) {
                unreadable(path, "expected a file, found a socket, pipe or device.");
            }
        }

        @Override
        public void nowhere(Path link, IOException why) {
            if (again && DataFiles.isCsv(link.getFileName().toString())) {
                boolean missing = why instanceof NoSuchFileException;
                unreadable(
                        link,
                        missing ? "it is a link, and where it leads nothing is." : reason(why));
            }
        }

        @Override
        public void failed(Path path, IOException why) {
            unreadable(path, reason(why));
        }

        private void add(Path path, FileStamp stamp) {
            found.add(FoundFile.of(path.toUri(), stamp, FoundFile.State.GROWING));
        }

        private void unreadable(Path path, String reason) {
            found.add(FoundFile.unreadable(path.toUri(), reason));
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
