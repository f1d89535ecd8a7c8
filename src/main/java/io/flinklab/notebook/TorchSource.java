package io.flinklab.notebook;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** The program in a TorchScript file of ours. */
public final class TorchSource {
    private static final String PROGRAM = "code/__torch__/flinklab.py";

    private TorchSource() {}

    /**
     * The program, to be read.
     *
     * @param file as {@link io.flinklab.interchange.ModelExport} writes it
     * @throws IllegalArgumentException there is none in it
     */
    public static Listing of(byte[] file) {
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(file))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (entry.getName().endsWith(PROGRAM)) {
                    String program = new String(zip.readAllBytes(), StandardCharsets.UTF_8);
                    return new Listing(PROGRAM, "python", program);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        throw new IllegalArgumentException(
                "Expected a TorchScript file with %s in it; found none.".formatted(PROGRAM));
    }
}
