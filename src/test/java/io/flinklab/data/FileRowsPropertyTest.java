package io.flinklab.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.flinklab.data.csv.ExampleCsv;
import io.flinklab.data.csv.ExampleReader;
import io.flinklab.data.csv.FileRecords;
import io.flinklab.data.csv.Header;
import io.flinklab.data.csv.Labels;
import io.flinklab.data.csv.RecordReader;
import io.flinklab.data.csv.RecordReader.RawRecord;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Rows that are parsed in place are those that are parsed field by field from their text. */
class FileRowsPropertyTest {
    private static final List<String> BREAKS = List.of("\n", "\n", "\n", "\r\n", "\r", "\n\n");
    private static final List<String> BETWEEN =
            List.of("", "  ", "\t", "\u2003", "# a comment", "#,\"", "\"open", "x", ",", "\ufeff");

    @Property(tries = 600, seed = "5")
    void shouldGiveTheRowsThatTheirFieldsGiveOneByOne(@ForAll long seed) throws IOException {
        RandomTable table = new RandomTable(seed);
        Random random = new Random(seed);
        byte[] file = file(table, random, 1 + random.nextInt(12));

        List<ParsedRow> expected = fieldByField(table.schema(), file);

        assertThat(rows(table.schema(), new ByteArrayInputStream(file))).isEqualTo(expected);
        assertThat(rows(table.schema(), new Pieces(file, random))).isEqualTo(expected);
    }

    @Property(tries = 3, seed = "5")
    void shouldGiveThemOfFilesLongerThanWhatIsReadAtOnce(@ForAll long seed) throws IOException {
        RandomTable table = new RandomTable(seed);
        byte[] file = file(table, new Random(seed), 3_000);

        assertThat(rows(table.schema(), new ByteArrayInputStream(file)))
                .isEqualTo(fieldByField(table.schema(), file));
    }

    /** Of well-formed rows and others, one of which is always there. */
    private static byte[] file(RandomTable table, Random random, int count) throws IOException {
        ExampleCsv csv = ExampleCsv.labelled(table.schema());
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        write(file, random.nextInt(4) == 0 ? "\ufeff" : "");
        write(file, csv.write(List.of()));
        write(file, "no row\n");
        for (Example example : table.examples(count)) {
            List<String> fields = new ArrayList<>(csv.fields(example));
            for (int change = random.nextInt(3); change > 0; change--) {
                fields.set(random.nextInt(fields.size()), OddFields.next(random));
            }
            if (random.nextInt(8) == 0) {
                write(file, BETWEEN.get(random.nextInt(BETWEEN.size())));
                write(file, BREAKS.get(random.nextInt(BREAKS.size())));
            }
            write(file, random.nextInt(8) == 0 ? "#" : "");
            write(file, record(fields, random));
            if (random.nextInt(20) == 0) {
                file.write(0x80 + random.nextInt(0x80));
            }
            write(file, BREAKS.get(random.nextInt(BREAKS.size())));
        }
        byte[] whole = file.toByteArray();
        return random.nextInt(3) > 0 ? whole : Arrays.copyOf(whole, whole.length - 1);
    }

    private static String record(List<String> fields, Random random) {
        int quoted = random.nextInt(6) == 0 ? random.nextInt(fields.size()) : -1;
        List<String> written = new ArrayList<>();
        for (int i = 0; i < fields.size(); i++) {
            String field = fields.get(i);
            boolean needed = field.matches("(?s)\".*|.*[,\r\n].*") || i == quoted;
            written.add(needed ? '"' + field.replace("\"", "\"\"") + '"' : field);
        }
        String more = random.nextInt(20) == 0 ? ",more" : "";
        return String.join(",", written) + more;
    }

    private static void write(ByteArrayOutputStream file, String text) throws IOException {
        file.write(text.getBytes(StandardCharsets.UTF_8));
    }

    private static List<ParsedRow> rows(Schema schema, InputStream in) throws IOException {
        List<ParsedRow> rows = new ArrayList<>();
        try (ExampleReader reader = new ExampleReader("here", in, schema, Labels.OPTIONAL)) {
            for (ParsedRow row = reader.next(); row != null; row = reader.next()) {
                rows.add(row);
            }
        }
        return rows;
    }

    private static List<ParsedRow> fieldByField(Schema schema, byte[] file) throws IOException {
        List<ParsedRow> rows = new ArrayList<>();
        Header header;
        try (FileRecords records =
                FileRecords.open("here", new ByteArrayInputStream(file), schema, Labels.OPTIONAL)) {
            header = records.header();
        }
        try (RecordReader records = new RecordReader(new ByteArrayInputStream(file))) {
            boolean behindHeader = false;
            for (RawRecord next = records.next(); next != null; next = records.next()) {
                if (!next.isComment() && behindHeader) {
                    rows.add(row(schema, header, next));
                }
                behindHeader |= !next.isComment();
            }
        }
        return rows;
    }

    private static ParsedRow row(Schema schema, Header header, RawRecord record) {
        try {
            if (!record.defect().isEmpty()) {
                throw new BadValue("", record.defect());
            }
            Example example = example(schema, header, RecordReader.fields(record.text()));
            return new ParsedRow.Accepted(example, record.line(), record.text());
        } catch (BadValue bad) {
            return new ParsedRow.Rejected(
                    new Reject(
                            "here", record.line(), bad.column(), bad.getMessage(), record.text()));
        }
    }

    private static Example example(Schema schema, Header header, String[] fields) throws BadValue {
        if (fields.length != header.fields()) {
            throw new BadValue(
                    "", "expected " + header.fields() + " fields, found " + fields.length);
        }
        ExampleBuilder builder = new ExampleBuilder(schema).start();
        for (int i = 0; i < header.positions().length; i++) {
            if (header.positions()[i] >= 0) {
                builder.set(i, fields[header.positions()[i]]);
            }
        }
        return builder.build();
    }

    /** A few bytes a read, as a slow network may. */
    private static final class Pieces extends ByteArrayInputStream {
        private final Random random;

        Pieces(byte[] bytes, Random random) {
            super(bytes);
            this.random = random;
        }

        @Override
        public synchronized int read(byte[] into, int offset, int length) {
            return super.read(into, offset, Math.min(1 + random.nextInt(40), length));
        }
    }
}
