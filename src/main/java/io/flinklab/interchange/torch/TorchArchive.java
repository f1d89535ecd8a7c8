package io.flinklab.interchange.torch;

import io.flinklab.interchange.ExportMetadata;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Collections;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/** The zip archive that a TorchScript file is. */
final class TorchArchive {
    private static final String METADATA = "extra/export_metadata.json";

    /** Its name in files of earlier versions of this project. */
    private static final String EARLIER_METADATA = "extra/model_card.json";

    private static final String ROOT = "model/";

    /** PyTorch's names of them in a pickle. */
    private static final List<String> SHORT_TENSORS =
            List.of("FloatStorage", "HalfStorage", "BFloat16Storage");

    /** Of the format: what PyTorch itself writes where it needs nothing newer. */
    private static final String VERSION = "3\n";

    /** Whatever day it is, the same model gives the same bytes. */
    private static final LocalDateTime ALWAYS = LocalDateTime.of(1980, 2, 1, 0, 0);

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final ZipOutputStream zip = new ZipOutputStream(bytes);

    private TorchArchive() {}

    static byte[] write(ScriptModule module, ExportMetadata metadata) {
        try {
            TorchArchive archive = new TorchArchive();
            archive.put("code/__torch__/flinklab.py", text(module.source()));
            archive.put("data.pkl", Pickle.module(module));
            for (int i = 0; i < module.tensors().size(); i++) {
                archive.put("data/" + i, module.tensors().get(i).content());
            }
            archive.put("constants.pkl", Pickle.nothing());
            archive.put("version", text(VERSION));
            archive.put(METADATA, text(metadata.json()));
            archive.zip.close();
            return archive.bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The metadata in a TorchScript file, whoever wrote it, once the file is found to be harmless.
     *
     * @return {@link ExportMetadata#none()} if it has none
     * @throws IllegalArgumentException it is no zip archive, does what {@link ArchiveCheck}
     *     refuses, or the metadata is none of ours
     */
    static ExportMetadata metadata(byte[] file) {
        try (ZipFile zip = open(file)) {
            ArchiveCheck.require(zip, file);
            for (ZipEntry entry : Collections.list(zip.entries())) {
                if (entry.getName().endsWith("/" + METADATA)
                        || entry.getName().endsWith("/" + EARLIER_METADATA)) {
                    byte[] metadata = ArchiveCheck.read(zip, entry);
                    return ExportMetadata.parse(new String(metadata, StandardCharsets.UTF_8));
                }
            }
            return ExportMetadata.none();
        } catch (IOException e) {
            throw notWhole(e);
        }
    }

    /**
     * Whether some of a TorchScript file's tensors are of single precision or less.
     *
     * @throws IllegalArgumentException it is no zip archive
     */
    static boolean isSingle(byte[] file) {
        try (ZipFile zip = open(file)) {
            for (ZipEntry entry : Collections.list(zip.entries())) {
                if (entry.getName().endsWith(".pkl")) {
                    byte[] pickle = zip.getInputStream(entry).readAllBytes();
                    String names = new String(pickle, StandardCharsets.ISO_8859_1);
                    if (SHORT_TENSORS.stream().anyMatch(names::contains)) {
                        return true;
                    }
                }
            }
            return false;
        } catch (IOException e) {
            throw notWhole(e);
        }
    }

    private static IllegalArgumentException notWhole(IOException e) {
        return new IllegalArgumentException(
                "Expected a whole TorchScript file, which is a zip archive; found "
                        + e.getMessage()
                        + ".",
                e);
    }

    /** As a file that is gone when it is closed: Java's stream cannot read PyTorch's archives. */
    private static ZipFile open(byte[] bytes) throws IOException {
        Path file = Files.createTempFile("flink-ml-lab", ".pt");
        try {
            Files.write(file, bytes);
            return new ZipFile(file.toFile(), ZipFile.OPEN_READ | ZipFile.OPEN_DELETE);
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private void put(String name, byte[] content) throws IOException {
        CRC32 sum = new CRC32();
        sum.update(content);
        ZipEntry entry = new ZipEntry(ROOT + name);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(content.length);
        entry.setCrc(sum.getValue());
        entry.setTimeLocal(ALWAYS);
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
    }

    private static byte[] text(String content) {
        return content.getBytes(StandardCharsets.UTF_8);
    }
}
