package io.flinklab.data;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;

/**
 * Which files an address stands for, on a file system of Flink's.
 *
 * @param files in the order of their addresses
 */
record RemoteFiles(boolean isDirectory, List<SourceFile> files) {

    /** As {@link DataPaths#list}, where there are no links. */
    static RemoteFiles list(String address, LeftOut leftOut) throws IOException {
        Path root = new Path(address);
        FileSystem files = root.getFileSystem();
        FileStatus status = files.getFileStatus(root);
        if (!status.isDir()) {
            return new RemoteFiles(false, List.of(SourceFile.of(root, status.getLen())));
        }
        List<SourceFile> found = new ArrayList<>();
        collect(files, root, "", found, leftOut);
        found.sort(Comparator.comparing(SourceFile::name));
        return new RemoteFiles(true, DataPaths.requireSome(found, address, leftOut));
    }

    private static void collect(
            FileSystem files,
            Path directory,
            String inside,
            List<SourceFile> found,
            LeftOut leftOut)
            throws IOException {
        FileStatus[] entries = files.listStatus(directory);
        if (entries == null) {
            return;
        }
        for (FileStatus entry : entries) {
            Path path = entry.getPath();
            String name = inside + path.getName();
            if (DataPaths.isHidden(path.getName())) {
                leftOut.add(LeftOut.Reason.HIDDEN, name);
            } else if (entry.isDir()) {
                collect(files, path, name + "/", found, leftOut);
            } else if (DataPaths.isCsv(path.getName())) {
                found.add(SourceFile.of(path, entry.getLen()));
            } else {
                leftOut.add(LeftOut.Reason.OTHER_NAME, name);
            }
        }
    }
}
