package io.flinklab.app;

import io.flinklab.churn.Churn;
import io.flinklab.data.Reject;
import io.flinklab.data.RejectFile;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/** Customer files as text, good and bad, made of the shipped one. */
final class CustomerText {
    static final String HEADER = String.join(",", Churn.SCHEMA.names());
    static final String ANNA = "1,101,Anna,600,France,Female,40,3,0.0,1,1,0,50000.25,1";

    private CustomerText() {}

    /** The shipped file's header and so many of its rows. */
    static List<String> shipped(int rows) throws IOException {
        List<String> lines = Files.readAllLines(TestData.SHIPPED.file());
        return new ArrayList<>(lines.subList(0, rows + 1));
    }

    static Path write(Path file, List<String> lines) throws IOException {
        return write(file, String.join("\n", lines) + "\n");
    }

    static Path write(Path file, String text) throws IOException {
        return Files.write(file, text.getBytes(StandardCharsets.UTF_8));
    }

    static Path gzip(Path file, List<String> lines) throws IOException {
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write((String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
        }
        return file;
    }

    /** CustomerId of each line of a file of customers or scores, the header left out. */
    static List<String> ids(List<String> lines, int column) {
        return lines.stream().skip(1).map(line -> line.split(",")[column]).toList();
    }

    static List<Reject> rejectsOf(Path output) {
        return RejectFile.read(output.resolveSibling(output.getFileName() + ".rejects.csv"));
    }
}
