package io.flinklab.training;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;

/**
 * Where a job saves a pipeline. It is saved elsewhere and copied where the machines that run the
 * job do not see its directory, and where the directory's name has a space, a % or a #: Flink ML
 * writes metadata to a path's URI form, which is another directory then.
 */
final class SavePlace implements AutoCloseable {
    private final Path directory;
    private final org.apache.flink.core.fs.Path detour;

    private SavePlace(Path directory, org.apache.flink.core.fs.Path detour) {
        this.directory = directory;
        this.detour = detour;
    }

    /**
     * A place for what is to be in a directory of this machine.
     *
     * @param shared a directory or an address that the job's machines share with this one; empty
     *     where they see the directory
     */
    static SavePlace of(Path directory, String shared) throws IOException {
        if (!shared.isEmpty()) {
            return new SavePlace(
                    directory,
                    new org.apache.flink.core.fs.Path(shared, ".training-" + UUID.randomUUID()));
        }
        return new SavePlace(
                directory,
                isPlain(directory)
                        ? null
                        : new org.apache.flink.core.fs.Path(
                                Files.createTempDirectory("flink-ml-lab-pipeline").toString()));
    }

    /** A directory that is not there yet, for Flink ML to save to. */
    String path() {
        return detour == null ? directory.toString() : saved().toString();
    }

    private org.apache.flink.core.fs.Path saved() {
        return new org.apache.flink.core.fs.Path(detour, "pipeline");
    }

    /** Puts what was saved where it belongs, and names that. */
    Path finish() throws IOException {
        if (detour != null) {
            copy(saved(), directory);
        }
        return directory;
    }

    @Override
    public void close() throws IOException {
        if (detour != null) {
            detour.getFileSystem().delete(detour, true);
        }
    }

    private static boolean isPlain(Path directory) {
        URI uri = new org.apache.flink.core.fs.Path(directory.toString()).toUri();
        return uri.getRawPath().equals(uri.getPath());
    }

    private static void copy(org.apache.flink.core.fs.Path from, Path to) throws IOException {
        FileSystem files = from.getFileSystem();
        Files.createDirectories(to);
        for (FileStatus status : files.listStatus(from)) {
            Path target = to.resolve(status.getPath().getName());
            if (status.isDir()) {
                copy(status.getPath(), target);
            } else {
                try (InputStream in = files.open(status.getPath())) {
                    Files.copy(in, target);
                }
            }
        }
    }
}
