package io.flinklab.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.flinklab.data.csv.ExampleCsv;
import io.flinklab.data.csv.ExampleParser;
import io.flinklab.data.csv.Labels;
import io.flinklab.data.flink.ExampleRows;
import io.flinklab.data.json.ExampleJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.flink.types.Row;

/** Whatever a table's columns are, no form of an example loses anything. */
class AnySchemaPropertyTest {
    private static final int ROWS = 5;

    @Property(tries = 500, seed = "11")
    void shouldKeepExamplesFromCsvToRowToJson(@ForAll long seed) {
        RandomTable table = new RandomTable(seed);
        Schema schema = table.schema();
        ExampleCsv csv = ExampleCsv.labelled(schema);
        ExampleParser parser = ExampleParser.of("here", schema, csv.write(List.of()).strip());
        ExampleRows rows = new ExampleRows(schema);
        ExampleJson json = new ExampleJson(schema, "here");

        for (Example example : table.examples(ROWS)) {
            Example read = accepted(parser.parse(1, csv.records(List.of(example)).get(0)));
            Row row = rows.toRow(read);
            Example again = rows.fromRow(row);

            assertThat(read).isEqualTo(example);
            assertThat(again).isEqualTo(example);
            assertThat(accepted(json.parse(1, ExampleJson.write(schema, again))))
                    .isEqualTo(example);
            assertThat(schema.example(values(row, rows))).isEqualTo(example);
        }
    }

    @Property(tries = 100, seed = "11")
    void shouldReadAFileWhateverTheOrderOfItsColumns(@ForAll long seed) throws IOException {
        RandomTable table = new RandomTable(seed);
        List<Example> examples = table.examples(ROWS);
        ExampleCsv csv = ExampleCsv.labelled(table.schema());
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < csv.header().size(); i++) {
            order.add(i);
        }
        Collections.shuffle(order, new Random(seed));
        Path file = Files.createTempFile("flink-ml-lab", ".csv");
        try {
            ExampleCsv.write(
                    file,
                    shuffled(csv.header(), order),
                    examples.stream()
                            .map(example -> shuffled(csv.fields(example), order))
                            .iterator());
            Labels labels = table.schema().label().isPresent() ? Labels.REQUIRED : Labels.OPTIONAL;
            Dataset read = Dataset.read(table.schema(), file, labels);

            assertThat(read.rejects()).isEmpty();
            assertThat(read.examples()).isEqualTo(examples);
        } finally {
            Files.delete(file);
        }
    }

    @Property(tries = 500, seed = "11")
    void shouldReadBackEverySchema(@ForAll long seed) throws IOException {
        Schema schema = new RandomTable(seed).schema();
        Path file = Files.createTempFile("flink-ml-lab", ".json");
        try {
            schema.write(file);

            assertThat(Schema.read(file)).isEqualTo(schema);
            assertThat(Schema.parse(schema.toString())).isEqualTo(schema);
        } finally {
            Files.delete(file);
        }
    }

    private static List<String> shuffled(List<String> fields, List<Integer> order) {
        return order.stream().map(fields::get).toList();
    }

    private static Map<String, Object> values(Row row, ExampleRows rows) {
        Map<String, Object> values = new LinkedHashMap<>();
        String[] names = rows.type().getFieldNames();
        for (int i = 0; i < names.length; i++) {
            boolean label = rows.schema().column(names[i]).orElseThrow() instanceof Column.Label;
            if (label) {
                Column.Label column = rows.schema().requireLabel();
                values.put(names[i], column.write(row.<Double>getFieldAs(i)));
            } else {
                values.put(names[i], row.getField(i));
            }
        }
        return values;
    }

    private static Example accepted(ParsedRow row) {
        assertThat(row).isInstanceOf(ParsedRow.Accepted.class);
        return ((ParsedRow.Accepted) row).example();
    }
}
