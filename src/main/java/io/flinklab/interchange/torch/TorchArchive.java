package io.flinklab.interchange.torch;

import io.flinklab.interchange.ModelCard;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** The zip archive that a TorchScript file is. */
final class TorchArchive {
    private static final String CARD = "extra/model_card.json";
    private static final String ROOT = "model/";

    /** Of the format; the first that Python and C++ of all supported versions read. */
    private static final String VERSION = "3\n";

    /** Whatever day it is, the same model gives the same bytes. */
    private static final LocalDateTime ALWAYS = LocalDateTime.of(1980, 2, 1, 0, 0);

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final ZipOutputStream zip = new ZipOutputStream(bytes);

    private TorchArchive() {}

    static byte[] write(ScriptModule module, ModelCard card) {
        try {
            TorchArchive archive = new TorchArchive();
            archive.put("code/__torch__/flinklab.py", text(module.source()));
            archive.put("data.pkl", Pickle.module(module));
            for (int i = 0; i < module.tensors().size(); i++) {
                archive.put("data/" + i, module.tensors().get(i).content());
            }
            archive.put("constants.pkl", Pickle.nothing());
            archive.put("version", text(VERSION));
            archive.put(CARD, text(card.json()));
            archive.zip.close();
            return archive.bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The card in a TorchScript file, whoever wrote it.
     *
     * @return {@link ModelCard#none()} if it has none
     * @throws IllegalArgumentException it is no zip archive, or the card is none of ours
     */
    static ModelCard card(byte[] file) {
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(file))) {
            boolean empty = true;
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                empty = false;
                if (entry.getName().endsWith("/" + CARD)) {
                    return ModelCard.parse(new String(zip.readAllBytes(), StandardCharsets.UTF_8));
                }
            }
            if (empty) {
                throw new IOException("nothing in it");
            }
            return ModelCard.none();
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "Expected a whole TorchScript file, which is a zip archive; found "
                            + e.getMessage()
                            + ".",
                    e);
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
