package io.flinklab.data;

import de.siegmar.fastcsv.reader.CommentStrategy;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.flinklab.data.csv.ExampleCsv;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Rejects as a CSV file: file, line, column, reason, raw; read back, they are the same.
 *
 * <p>A row may have been written to harm whoever opens its reject in a spreadsheet, which computes
 * a cell that begins with {@code =}, {@code +}, {@code -}, {@code @}, a tab or a line break. Such a
 * cell has an apostrophe in front, as has one that begins with an apostrophe itself.
 */
public final class RejectFile {
    private static final List<String> COLUMNS = List.of("file", "line", "column", "reason", "raw");

    /** The signs are there in full width, too. */
    private static final String COMPUTED = "=+-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20";

    private static final char TEXT = '\'';

    private RejectFile() {}

    /**
     * Writes the file as {@link OutputFile} does, over an existing one.
     *
     * @throws DataException if it cannot be written
     */
    public static void write(Path file, List<Reject> rejects) {
        ExampleCsv.write(file, COLUMNS, rejects.stream().map(RejectFile::fields).iterator());
    }

    /**
     * Reads a file that {@link #write} wrote.
     *
     * @throws DataException if it cannot be read
     */
    public static List<Reject> read(Path file) {
        try (CsvReader<NamedCsvRecord> reader =
                        CsvReader.builder()
                                .commentStrategy(CommentStrategy.NONE)
                                .ofNamedCsvRecord(file);
                Stream<NamedCsvRecord> records = reader.stream()) {
            return records.map(RejectFile::reject).toList();
        } catch (IOException e) {
            throw DataException.unreadable(file, e);
        }
    }

    /** Whether {@link #write} wrote the file, or it is empty: overwriting it loses nothing else. */
    public static boolean isOne(Path file) {
        byte[] begin = (String.join(",", COLUMNS) + "\n").getBytes(StandardCharsets.US_ASCII);
        try (InputStream in = Files.newInputStream(file)) {
            byte[] found = in.readNBytes(begin.length);
            return found.length == 0 || Arrays.equals(found, begin);
        } catch (IOException e) {
            return false;
        }
    }

    private static List<String> fields(Reject reject) {
        return List.of(
                cell(reject.file()),
                Long.toString(reject.line()),
                cell(reject.column()),
                cell(reject.reason()),
                cell(reject.raw()));
    }

    private static Reject reject(NamedCsvRecord record) {
        return new Reject(
                text(record.getField("file")),
                Long.parseLong(record.getField("line")),
                text(record.getField("column")),
                text(record.getField("reason")),
                text(record.getField("raw")));
    }

    private static String cell(String text) {
        boolean marked =
                !text.isEmpty()
                        && (text.charAt(0) == TEXT || COMPUTED.indexOf(text.charAt(0)) >= 0);
        return marked ? TEXT + text : text;
    }

    private static String text(String cell) {
        return !cell.isEmpty() && cell.charAt(0) == TEXT ? cell.substring(1) : cell;
    }
}
