package io.flinklab.data.csv;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import io.flinklab.data.Column;
import io.flinklab.data.DataException;
import io.flinklab.data.DecimalText;
import io.flinklab.data.Example;
import io.flinklab.data.OutputFile;
import io.flinklab.data.Schema;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * Writes examples as CSV: every column of the schema in its order, empty where the schema ignores
 * it. Whole numbers have no decimal point.
 */
public final class ExampleCsv {
    private final List<Column> columns;
    private final Schema schema;

    private ExampleCsv(Schema schema, List<Column> columns) {
        this.schema = schema;
        this.columns = columns;
    }

    /** With the label. */
    public static ExampleCsv labelled(Schema schema) {
        return new ExampleCsv(schema, schema.columns());
    }

    /** Without the label, as files to be scored are. */
    public static ExampleCsv unlabelled(Schema schema) {
        return new ExampleCsv(schema, schema.unlabelled());
    }

    /** The header and a line for each example. */
    public String write(List<Example> examples) {
        return String.join("\n", record(header()), String.join("\n", records(examples)), "");
    }

    /** A record for each example, without a line break or a header. */
    public List<String> records(List<Example> examples) {
        return examples.stream().map(example -> record(fields(example))).toList();
    }

    /** The names of the columns. */
    public List<String> header() {
        return columns.stream().map(Column::name).toList();
    }

    /** The fields of one record. */
    public List<String> fields(Example example) {
        List<String> fields = new ArrayList<>(columns.size());
        for (Column column : columns) {
            fields.add(field(example, column));
        }
        return fields;
    }

    private String field(Example example, Column column) {
        if (column instanceof Column.Numeric number) {
            double value = example.number(schema.number(column.name()));
            return Double.isNaN(value) ? number.missing().texts().get(0) : DecimalText.plain(value);
        } else if (column instanceof Column.Category category) {
            String text = example.text(schema.category(column.name()));
            return category.isMissing(text) ? category.missing().texts().get(0) : text;
        } else if (column instanceof Column.Label label) {
            return example.isLabelled() ? label.write(example.label()) : "";
        }
        return column instanceof Column.Key ? String.valueOf(example.key()) : "";
    }

    /**
     * Writes a header and records as {@link OutputFile} does, over an existing file.
     *
     * @throws DataException if the file cannot be written
     */
    public static void write(Path file, List<String> header, Iterator<List<String>> records) {
        try {
            OutputFile.write(file, out -> write(out, header, records));
        } catch (IOException e) {
            throw OutputFile.unwritable(file, e);
        }
    }

    private static void write(OutputStream out, List<String> header, Iterator<List<String>> records)
            throws IOException {
        CsvWriter writer = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(out);
        writer.writeRecord(header);
        records.forEachRemaining(writer::writeRecord);
        writer.flush();
    }

    private static String record(List<String> fields) {
        StringWriter out = new StringWriter();
        CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(out).writeRecord(fields);
        String text = out.toString();
        // Without the line break alone: a text key may end with spaces.
        return text.substring(0, text.length() - 1);
    }
}
