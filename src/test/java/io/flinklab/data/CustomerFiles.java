package io.flinklab.data;

import io.flinklab.churn.Churn;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;

/** Small customer files for tests. */
public final class CustomerFiles {
    public static final String HEADER = String.join(",", Churn.SCHEMA.names());
    public static final String ANNA = "1,101,Anna,600,France,Female,40,3,0.0,1,1,0,50000.25,1";
    public static final String BEN = "2,102,Ben,700,Spain,Male,30,5,1000.5,2,0,1,60000,0";
    public static final String CLEO = "3,103,Cleo,650,Germany,Female,50,0,99999.99,1,1,1,70000,1";

    private CustomerFiles() {}

    public static Path write(Path directory, String name, String... lines) {
        return writeBytes(
                directory.resolve(name),
                (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /** The same, compressed; no line at all is an empty text. */
    public static Path writeGzip(Path directory, String name, String... lines) {
        String text = lines.length == 0 ? "" : String.join("\n", lines) + "\n";
        return writeBytes(directory.resolve(name), gzip(text.getBytes(StandardCharsets.UTF_8)));
    }

    public static byte[] gzip(byte[] bytes) {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(compressed)) {
            out.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return compressed.toByteArray();
    }

    public static Path writeBytes(Path file, byte[] bytes) {
        try {
            Files.createDirectories(file.getParent());
            return Files.write(file, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
