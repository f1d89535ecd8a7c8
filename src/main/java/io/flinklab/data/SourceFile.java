package io.flinklab.data;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;

/**
 * A file on any file system that Flink knows.
 *
 * @param name the path as the caller gave it, or found below it
 * @param uri the same, absolute
 */
record SourceFile(String name, URI uri) {

    /** As {@link CustomerPaths#list}, in the same order. */
    static List<SourceFile> list(String fileOrDirectory) {
        if (!FlinkPath.hasScheme(fileOrDirectory)) {
            return CustomerPaths.list(java.nio.file.Path.of(fileOrDirectory)).stream()
                    // Flink's splits name a file without "..", and are looked up by that name.
                    .map(path -> new SourceFile(path.toString(), path.toUri().normalize()))
                    .toList();
        }
        try {
            return listRemote(new Path(fileOrDirectory));
        } catch (FileNotFoundException e) {
            throw CustomerPaths.missing(fileOrDirectory, e.getMessage());
        } catch (IOException e) {
            throw CustomerPaths.unreadable(fileOrDirectory, e);
        }
    }

    Path path() {
        return new Path(uri);
    }

    /** A directory on any file system that Flink knows; it must be there, but may be empty. */
    static Path directory(String name) {
        Path path = FlinkPath.of(name);
        try {
            if (path.getFileSystem().getFileStatus(path).isDir()) {
                return path;
            }
        } catch (FileNotFoundException e) {
            throw CustomerPaths.missing(name, e.getMessage());
        } catch (IOException e) {
            throw CustomerPaths.unreadable(name, e);
        }
        throw new DataException(name + " is a file. Expected a directory to watch for new files.");
    }

    private static List<SourceFile> listRemote(Path path) throws IOException {
        FileSystem files = path.getFileSystem();
        FileStatus status = files.getFileStatus(path);
        if (!status.isDir()) {
            return List.of(new SourceFile(path.toString(), path.toUri()));
        }
        List<SourceFile> found = new ArrayList<>();
        collect(files, path, found);
        found.sort(Comparator.comparing(SourceFile::name));
        return CustomerPaths.requireSome(found, path.toString());
    }

    private static void collect(FileSystem files, Path directory, List<SourceFile> found)
            throws IOException {
        for (FileStatus status : files.listStatus(directory)) {
            Path path = status.getPath();
            if (CustomerPaths.isHidden(path.getName())) {
                continue;
            }
            if (status.isDir()) {
                collect(files, path, found);
            } else if (CustomerPaths.isCsv(path.getName())) {
                found.add(new SourceFile(path.toString(), path.toUri()));
            }
        }
    }
}
