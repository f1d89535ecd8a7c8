package io.flinklab.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.flinklab.data.csv.ExampleCsv;
import io.flinklab.data.csv.ExampleParser;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** A field means the same with quotes around it, though records with quotes are read otherwise. */
class PlainRecordsPropertyTest {
    @Property(tries = 2_000, seed = "7")
    void shouldReadAFieldAsItIsReadInQuotes(@ForAll long seed) {
        Random random = new Random(seed);
        RandomTable table = new RandomTable(seed);
        ExampleCsv csv = ExampleCsv.labelled(table.schema());
        String header = csv.write(List.of()).strip();
        ExampleParser parser = ExampleParser.of("here", table.schema(), header);
        for (Example example : table.examples(3)) {
            List<String> fields = new ArrayList<>(csv.fields(example));
            for (int change = random.nextInt(3); change > 0; change--) {
                fields.set(random.nextInt(fields.size()), OddFields.next(random));
            }
            if (fields.stream().anyMatch(field -> field.matches("(?s)\".*|.*[,\r\n].*"))) {
                continue;
            }

            String plain = String.join(",", fields);
            String quoted =
                    String.join(
                            ",",
                            fields.stream()
                                    .map(field -> '"' + field.replace("\"", "\"\"") + '"')
                                    .toList());

            assertThat(meaning(parser.parse(1, plain)))
                    .as(plain)
                    .isEqualTo(meaning(parser.parse(1, quoted)));
        }
    }

    private static Object meaning(ParsedRow row) {
        return row instanceof ParsedRow.Rejected rejected
                ? rejected.reject().column() + ": " + rejected.reject().reason()
                : ((ParsedRow.Accepted) row).example();
    }
}
