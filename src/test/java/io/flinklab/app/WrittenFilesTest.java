package io.flinklab.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.flinklab.data.DataException;
import io.flinklab.features.SamplePipelines;
import io.flinklab.features.UnseenCategory;
import io.flinklab.kit.OddFiles;
import io.flinklab.store.ModelStore;
import io.flinklab.store.StoreFixture;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What happens to what is already where a command writes. */
@Timeout(60)
class WrittenFilesTest {
    private static final int NOBODY = 65_534;

    @TempDir Path directory;

    @ParameterizedTest
    @EnumSource
    void shouldWriteIntoAPipe(FileWriters writer) throws Exception {
        Path pipe = OddFiles.pipe(directory.resolve("pipe"));
        CompletableFuture<Long> read = CompletableFuture.supplyAsync(() -> lines(pipe));

        writer.write(pipe, 20);

        assertThat(isOther(pipe)).isTrue();
        assertThat(read.get()).isEqualTo(21);
        assertThat(directory).isDirectoryNotContaining("glob:**/.*");
    }

    @ParameterizedTest
    @EnumSource
    void shouldWriteIntoADevice(FileWriters writer) throws Exception {
        Path device = OddFiles.device(directory.resolve("null"));

        writer.write(device, 20);

        assertThat(isOther(device)).isTrue();
        assertThat(directory).isDirectoryNotContaining("glob:**/.*");
    }

    @ParameterizedTest
    @EnumSource
    void shouldWriteThroughLinks(FileWriters writer) throws Exception {
        Path target = Files.writeString(directory.resolve("target.csv"), "old");
        Path deep = Files.createDirectories(directory.resolve("deep/er"));
        Path first = Files.createSymbolicLink(deep.resolve("link"), Path.of("../../target.csv"));
        Files.createSymbolicLink(directory.resolve("linked"), deep);
        Path second = Files.createSymbolicLink(directory.resolve("link"), Path.of("linked/link"));

        writer.write(second, 20);

        assertThat(second).isSymbolicLink();
        assertThat(first).isSymbolicLink();
        assertThat(Files.isRegularFile(target, LinkOption.NOFOLLOW_LINKS)).isTrue();
        assertThat(lines(target)).isEqualTo(21);
    }

    @ParameterizedTest
    @EnumSource
    void shouldMakeTheFileThatALinkPromises(FileWriters writer) throws Exception {
        Path link = Files.createSymbolicLink(directory.resolve("link"), Path.of("new/target.csv"));

        writer.write(link, 20);

        assertThat(link).isSymbolicLink();
        assertThat(lines(directory.resolve("new/target.csv"))).isEqualTo(21);
    }

    @ParameterizedTest
    @EnumSource
    void shouldFindTheParentOfALinkedDirectoryAsTheSystemDoes(FileWriters writer) throws Exception {
        Path deep = Files.createDirectories(directory.resolve("deep/er"));
        Path linked = Files.createSymbolicLink(directory.resolve("linked"), deep);

        writer.write(linked.resolve("../scores.csv"), 20);

        assertThat(lines(deep.resolveSibling("scores.csv"))).isEqualTo(21);
    }

    @ParameterizedTest
    @EnumSource
    void shouldKeepModeAndOwnerOfAnExistingFile(FileWriters writer) throws Exception {
        Path file = Files.writeString(directory.resolve("mine.csv"), "old");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw--w----"));
        boolean root = Files.getAttribute(file, "unix:uid").equals(0);
        if (root) {
            Files.setAttribute(file, "unix:uid", NOBODY);
            Files.setAttribute(file, "unix:gid", NOBODY);
        }

        writer.write(file, 20);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw--w----");
        assertThat(lines(file)).isEqualTo(21);
        if (root) {
            assertThat(Files.getAttribute(file, "unix:uid")).isEqualTo(NOBODY);
            assertThat(Files.getAttribute(file, "unix:gid")).isEqualTo(NOBODY);
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldGiveANewFileTheUsualMode(FileWriters writer) throws Exception {
        Path usual = Files.createFile(directory.resolve("usual"));

        writer.write(directory.resolve("new.csv"), 20);

        assertThat(Files.getPosixFilePermissions(directory.resolve("new.csv")))
                .isEqualTo(Files.getPosixFilePermissions(usual));
    }

    @ParameterizedTest
    @EnumSource
    void shouldWriteAFileOfTheLongestName(FileWriters writer) throws Exception {
        Path file = directory.resolve("x".repeat(255));

        writer.write(file, 20);

        assertThat(lines(file)).isEqualTo(21);
    }

    @ParameterizedTest
    @EnumSource
    void shouldNotReplaceADirectory(FileWriters writer) throws Exception {
        Path empty = Files.createDirectory(directory.resolve("empty"));

        refuses(writer, empty, "empty cannot be written: it is a directory");

        assertThat(empty).isEmptyDirectory();
        assertThat(directory).isDirectoryNotContaining("glob:**/.*");
    }

    @ParameterizedTest
    @EnumSource
    void shouldRefuseALinkToItself(FileWriters writer) throws Exception {
        Path loop = Files.createSymbolicLink(directory.resolve("loop"), Path.of("loop"));

        refuses(writer, loop, "loop cannot be written", "leads back to itself");
    }

    @ParameterizedTest
    @EnumSource
    void shouldNotReplaceAWriteProtectedFile(FileWriters writer) throws Exception {
        Path file = Files.writeString(directory.resolve("kept.csv"), "old");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--r--r--"));
        assumeThat(Files.isWritable(file)).as("SKIPPED: root may write everywhere").isFalse();

        refuses(writer, file, "kept.csv cannot be written", "permission denied");

        assertThat(file).hasContent("old");
    }

    @ParameterizedTest
    @EnumSource
    void shouldLeaveNothingHalfMadeOnAFullDisk(FileWriters writer) throws Exception {
        Path disk = Files.createDirectory(directory.resolve("disk"));
        OddFiles.mountSmallDisk(disk);
        try {
            refuses(writer, disk.resolve("new.csv"), "new.csv", "the disk is full");
            assertThat(disk).isEmptyDirectory();

            Path old = Files.writeString(disk.resolve("old.csv"), "old");
            refuses(writer, old, "old.csv", "the disk is full");
            assertThat(old).hasContent("old");
            assertThat(disk).isDirectoryNotContaining("glob:**/.*");
        } finally {
            OddFiles.unmount(disk);
        }
    }

    @Test
    void shouldExportIntoADevice() throws Exception {
        Path device = OddFiles.device(directory.resolve("null"));

        export(device).succeeds();

        assertThat(isOther(device)).isTrue();
    }

    @Test
    void shouldExportThroughALinkAndKeepTheMode() throws Exception {
        Path target = Files.writeString(directory.resolve("target"), "old");
        Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rw-------"));
        Path link = Files.createSymbolicLink(directory.resolve("link"), Path.of("target"));

        export(link).succeeds();

        assertThat(link).isSymbolicLink();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(target)))
                .isEqualTo("rw-------");
        assertThat(target).content(StandardCharsets.ISO_8859_1).contains("onnx");
    }

    @Test
    void shouldExportNothingOntoAFullDisk() throws Exception {
        Path disk = Files.createDirectory(directory.resolve("disk"));
        OddFiles.mountSmallDisk(disk);
        try {
            OddFiles.fill(disk.resolve("filler"));

            export(disk.resolve("model")).failsSaying("model", "the disk is full");

            assertThat(disk.toFile().list()).containsExactly("filler");
        } finally {
            OddFiles.unmount(disk);
        }
    }

    private Cli export(Path out) {
        Path store = directory.resolve("models");
        StoreFixture.publish(ModelStore.at(store), SamplePipelines.reference(UnseenCategory.KEEP));
        return Cli.run("export", "--store", store, "--format", "onnx", "--out", out);
    }

    private static void refuses(FileWriters writer, Path file, String... parts) {
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> writer.write(file, 10_000))
                .withMessageContainingAll(parts);
    }

    private static boolean isOther(Path file) throws Exception {
        return Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                .isOther();
    }

    private static long lines(Path file) {
        try {
            return Files.readString(file).lines().count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
