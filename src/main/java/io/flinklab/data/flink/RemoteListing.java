package io.flinklab.data.flink;

import io.flinklab.data.DataException;
import io.flinklab.data.DataFile;
import io.flinklab.data.DataFiles;
import io.flinklab.data.LeftOut;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;

/** Files on a file system of Flink's; on an object store a file appears as a whole. */
public final class RemoteListing implements FileListing {
    /** Schemes of stores in which a file appears once all of it is written. */
    private static final Set<String> OBJECT_STORES =
            Set.of("s3", "s3a", "s3n", "s3p", "gs", "oss", "wasb", "wasbs");

    private final List<Path> roots;

    RemoteListing(List<Path> roots) {
        this.roots = roots;
    }

    @Override
    public List<FoundFile> list() throws IOException {
        List<FoundFile> found = new ArrayList<>();
        for (Path root : roots) {
            try {
                FileStatus status = root.getFileSystem().getFileStatus(root);
                List<FileStatus> files =
                        status.isDir()
                                ? below(root, new LeftOut(root.toString()))
                                : List.of(status);
                files.forEach(file -> found.add(found(file)));
            } catch (FileNotFoundException e) {
                found.add(FoundFile.unreadable(root.toUri(), "nothing is there any more."));
            }
        }
        found.sort(Comparator.comparing(FoundFile::key));
        return found;
    }

    @Override
    public FoundFile closer(FoundFile file) throws IOException {
        if (file.state() == FoundFile.State.WHOLE || file.stamp().size() == 0) {
            return file;
        }
        try (FSDataInputStream in = file.path().getFileSystem().open(file.path())) {
            in.seek(file.stamp().size() - 1);
            int last = in.read();
            boolean ends = last == '\n' || last == '\r' || file.key().endsWith(".gz");
            return ends ? file : file.in(FoundFile.State.CUT);
        } catch (FileNotFoundException e) {
            return FoundFile.unreadable(file.uri(), "it is gone.");
        }
    }

    /**
     * The data files that an address stands for, as on this machine; see {@link DataFiles}.
     *
     * @throws DataException nothing is there, it cannot be read, or is a directory without a file
     */
    public static DataFiles dataFiles(String address) {
        LeftOut leftOut = new LeftOut(address);
        try {
            Path root = new Path(address);
            FileStatus status = root.getFileSystem().getFileStatus(root);
            if (!status.isDir()) {
                return new DataFiles(
                        address, false, List.of(sourceFile(status)), Set.of(), leftOut);
            }
            List<DataFile> files =
                    below(root, leftOut).stream()
                            .map(RemoteListing::sourceFile)
                            .sorted(Comparator.comparing(DataFile::name))
                            .toList();
            DataFiles.requireSome(files, address, leftOut);
            return new DataFiles(address, true, files, Set.of(), leftOut);
        } catch (FileNotFoundException e) {
            throw DataException.missing(address, e.getMessage());
        } catch (IOException e) {
            throw DataException.unreadable(address, e);
        }
    }

    private static DataFile sourceFile(FileStatus status) {
        Path path = status.getPath();
        return DataFile.of(path.toString(), path.toUri(), status.getLen());
    }

    /** Opens a file. */
    public static InputStream open(URI file) throws IOException {
        Path path = new Path(file);
        return path.getFileSystem().open(path);
    }

    /**
     * The data files below a directory, at any depth; there are no links.
     *
     * @param leftOut is told of what is no data file
     */
    private static List<FileStatus> below(Path directory, LeftOut leftOut) throws IOException {
        List<FileStatus> found = new ArrayList<>();
        collect(directory.getFileSystem(), directory, "", found, leftOut);
        return found;
    }

    private static void collect(
            FileSystem files,
            Path directory,
            String inside,
            List<FileStatus> found,
            LeftOut leftOut)
            throws IOException {
        FileStatus[] entries = files.listStatus(directory);
        if (entries == null) {
            return;
        }
        for (FileStatus entry : entries) {
            String name = entry.getPath().getName();
            if (DataFiles.isHidden(name)) {
                leftOut.add(LeftOut.Reason.HIDDEN, inside + name);
            } else if (entry.isDir()) {
                collect(files, entry.getPath(), inside + name + "/", found, leftOut);
            } else if (DataFiles.isCsv(name)) {
                found.add(entry);
            } else {
                leftOut.add(LeftOut.Reason.OTHER_NAME, inside + name);
            }
        }
    }

    private static FoundFile found(FileStatus status) {
        return FoundFile.of(
                status.getPath().toUri(),
                new FileStamp(status.getLen(), status.getModificationTime()),
                OBJECT_STORES.contains(status.getPath().toUri().getScheme())
                        ? FoundFile.State.WHOLE
                        : FoundFile.State.GROWING);
    }
}
