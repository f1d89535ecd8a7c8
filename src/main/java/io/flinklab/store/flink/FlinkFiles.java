package io.flinklab.store.flink;

import io.flinklab.store.Staging;
import io.flinklab.store.StoreFiles;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.FileSystem.WriteMode;

/**
 * A model store in any file system that Flink knows, made for object stores such as S3: a file
 * appears whole when it was written to its end, and there is no rename.
 *
 * <p>Several publishers at once get different versions if the store lists a file as soon as it was
 * written, as S3 does: each writes a claim to a number and takes the number only if it then finds
 * no other claim and no file of that version. Nothing here can hold back who writes to the store by
 * other means. A publisher that dies leaves its claim and files that no reader sees; both may be
 * deleted by hand, and the number is not used again before.
 *
 * <p>In a file system that shows files while they are written (HDFS) a reader may meet a half
 * written pin or manifest digest, which it refuses as damaged until the writing has ended.
 */
final class FlinkFiles implements StoreFiles {
    /** Below here a claim is an empty file named version, slash, who claims. */
    private static final String CLAIMS = ".claims";

    private final String root;

    /**
     * The files below an address.
     *
     * @param root with its scheme, as {@code s3://bucket/models}
     */
    FlinkFiles(String root) {
        this.root = root.replaceAll("/+$", "");
    }

    @Override
    public String where(String name) {
        return name.isEmpty() ? root : root + "/" + name;
    }

    @Override
    public Optional<Path> path(String name) {
        return Optional.empty();
    }

    @Override
    public Kind kind(String name) throws IOException {
        return reaching(
                files -> {
                    try {
                        return files.getFileStatus(flinkPath(name)).isDir()
                                ? Kind.DIRECTORY
                                : Kind.FILE;
                    } catch (FileNotFoundException e) {
                        return Kind.NOTHING;
                    }
                });
    }

    @Override
    public List<String> directories() throws IOException {
        return list("").stream()
                .filter(FileStatus::isDir)
                .map(status -> status.getPath().getName())
                .toList();
    }

    @Override
    public List<String> files(String directory) throws IOException {
        List<String> files = new ArrayList<>();
        collect(directory, "", files);
        return files;
    }

    @Override
    public InputStream open(String name) throws IOException {
        return reaching(
                files -> {
                    try {
                        return files.open(flinkPath(name));
                    } catch (FileNotFoundException e) {
                        throw missing(name, e);
                    }
                });
    }

    @Override
    public void write(String name, byte[] content) throws IOException {
        reaching(
                files -> {
                    try (OutputStream out = files.create(flinkPath(name), WriteMode.OVERWRITE)) {
                        out.write(content);
                    }
                    return null;
                });
    }

    @Override
    public void delete(String name) throws IOException {
        reaching(files -> files.delete(flinkPath(name), false));
    }

    /** A temporary directory; the machine cleans up after a publisher that died. */
    @Override
    public Staging stage() throws IOException {
        return Staging.of(Files.createTempDirectory("flink-ml-lab-model"));
    }

    @Override
    public boolean publish(Path staged, String directory, List<String> last) throws IOException {
        String claims = CLAIMS + "/" + directory;
        String claim = claims + "/" + UUID.randomUUID();
        write(claim, new byte[0]);
        boolean taken = list(claims).size() > 1 || kind(directory) != Kind.NOTHING;
        if (!taken) {
            for (String name : ordered(staged, last)) {
                write(directory + "/" + name, Files.readAllBytes(staged.resolve(name)));
            }
        }
        delete(claim);
        return !taken;
    }

    @Override
    public boolean isPublished(String directory, String last) throws IOException {
        return kind(directory + "/" + last) == Kind.FILE;
    }

    private static List<String> ordered(Path staged, List<String> last) throws IOException {
        try (Stream<Path> walk = Files.walk(staged)) {
            Stream<String> first =
                    walk.filter(Files::isRegularFile)
                            .map(file -> staged.relativize(file).toString().replace('\\', '/'))
                            .filter(name -> !last.contains(name))
                            .sorted();
            return Stream.concat(first, last.stream()).toList();
        }
    }

    private void collect(String directory, String inside, List<String> files) throws IOException {
        for (FileStatus status : list(directory + inside)) {
            String name = inside + "/" + status.getPath().getName();
            if (status.isDir()) {
                collect(directory, name, files);
            } else {
                files.add(name.substring(1));
            }
        }
    }

    /** What is directly in a directory; nothing where it is not there. */
    private List<FileStatus> list(String name) throws IOException {
        return reaching(
                files -> {
                    try {
                        FileStatus[] found = files.listStatus(flinkPath(name));
                        return found == null ? List.of() : List.of(found);
                    } catch (FileNotFoundException e) {
                        return List.of();
                    }
                });
    }

    private org.apache.flink.core.fs.Path flinkPath(String name) {
        // A bucket itself has a path, too: its slash.
        return new org.apache.flink.core.fs.Path(where(name) + (name.isEmpty() ? "/" : ""));
    }

    private static NoSuchFileException missing(String name, FileNotFoundException e) {
        NoSuchFileException missing = new NoSuchFileException(name);
        missing.initCause(e);
        return missing;
    }

    /** Some file systems say by an unchecked exception that they cannot be reached. */
    private <T> T reaching(Request<T> request) throws IOException {
        try {
            return request.to(FileSystem.get(flinkPath("").toUri()));
        } catch (RuntimeException e) {
            throw new IOException(where("") + ": " + e, e);
        }
    }

    private interface Request<T> {
        T to(FileSystem files) throws IOException;
    }
}
