package io.flinklab.data.csv;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CommentStrategy;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import io.flinklab.data.csv.RecordReader.RawRecord;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RecordReaderTest {
    private static final String[] PIECES = {"a", "\"", ",", "\n", "\r\n", " ", "\u00e9", "b\"c"};

    @Test
    void shouldFindTheSameRecordsAsTheCsvLibraryInWellFormedText() throws Exception {
        for (int seed = 0; seed < 300; seed++) {
            String text = wellFormed(new Random(seed));
            List<CsvRecord> expected;
            try (CsvReader<CsvRecord> csv =
                    CsvReader.builder().commentStrategy(CommentStrategy.NONE).ofCsvRecord(text)) {
                expected = csv.stream().toList();
            }

            List<RawRecord> records = read(new ByteArrayInputStream(bytes(text)));

            assertThat(records).hasSameSizeAs(expected);
            for (int i = 0; i < expected.size(); i++) {
                assertThat(records.get(i).defect()).isEmpty();
                assertThat(records.get(i).line())
                        .isEqualTo(expected.get(i).getStartingLineNumber());
                assertThat(RecordReader.fields(records.get(i).text()))
                        .containsExactlyElementsOf(expected.get(i).getFields());
            }
        }
    }

    @Test
    void shouldLoseNoCharacterOfAnyTextWhateverTheSizeOfItsReads() throws Exception {
        for (int seed = 0; seed < 300; seed++) {
            String text = anyText(new Random(seed));

            List<RawRecord> records = read(new ByteArrayInputStream(bytes(text)));
            List<RawRecord> dripped = read(new Dripping(bytes(text)));

            assertThat(dripped).isEqualTo(records);
            assertThat(
                            String.join("", records.stream().map(RawRecord::text).toList())
                                    .replaceAll("\\s", ""))
                    .isEqualTo(text.replaceAll("\\s", ""));
        }
    }

    @Test
    void shouldKeepTheLineBreaksInsideQuotes() throws Exception {
        List<RawRecord> records = read(new ByteArrayInputStream(bytes("\"a\r\nb\nc\",d\r\ne")));

        assertThat(records)
                .containsExactly(
                        new RawRecord(1, "\"a\r\nb\nc\",d", ""), new RawRecord(4, "e", ""));
    }

    @Test
    void shouldNotTakeANumberSignInsideQuotesForAComment() throws Exception {
        List<RawRecord> records = read(new ByteArrayInputStream(bytes("\"a\n#b\"\n#\"c\nd")));

        assertThat(records).extracting(RawRecord::text).containsExactly("\"a\n#b\"", "#\"c", "d");
        assertThat(records).extracting(RawRecord::isComment).containsExactly(false, true, false);
    }

    private static List<RawRecord> read(InputStream in) throws IOException {
        List<RawRecord> records = new ArrayList<>();
        try (RecordReader reader = new RecordReader(in)) {
            for (RawRecord next = reader.next(); next != null; next = reader.next()) {
                records.add(next);
            }
        }
        return records;
    }

    /** Records of two fields, so that none is blank; no comments. */
    private static String wellFormed(Random random) throws IOException {
        StringWriter text = new StringWriter();
        LineDelimiter end = random.nextBoolean() ? LineDelimiter.LF : LineDelimiter.CRLF;
        try (CsvWriter writer = CsvWriter.builder().lineDelimiter(end).build(text)) {
            for (int row = 0; row < 20; row++) {
                writer.writeRecord("x" + anyText(random), anyText(random));
            }
        }
        return text.toString();
    }

    private static String anyText(Random random) {
        StringBuilder text = new StringBuilder();
        int pieces = random.nextInt(12);
        for (int i = 0; i < pieces; i++) {
            text.append(PIECES[random.nextInt(PIECES.length)]);
        }
        return text.toString();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** One byte a read, as a slow network may. */
    private static final class Dripping extends ByteArrayInputStream {
        Dripping(byte[] bytes) {
            super(bytes);
        }

        @Override
        public synchronized int read(byte[] into, int offset, int length) {
            return super.read(into, offset, Math.min(1, length));
        }
    }
}
