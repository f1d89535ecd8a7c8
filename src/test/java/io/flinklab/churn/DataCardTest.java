package io.flinklab.churn;

import static org.assertj.core.api.Assertions.assertThat;

import io.flinklab.data.Dataset;
import io.flinklab.data.Example;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class DataCardTest {
    private static final Pattern GROUP =
            Pattern.compile("^\\| (\\w+) (\\S+) \\| (\\d+) \\| ([\\d.]+) \\|", Pattern.MULTILINE);

    private final List<Example> customers =
            Dataset.read(Churn.SCHEMA, Path.of("data/churn.csv")).examples();

    @Test
    void shouldGiveTheGroupsAsTheyAreInTheFile() throws IOException {
        Matcher row = GROUP.matcher(card());
        int rows = 0;
        while (row.find()) {
            Group group = Group.of(customers, row.group(1), row.group(2));
            String percent = String.format(Locale.ROOT, "%.1f", 100 * group.churn());

            assertThat(row.group(3)).as(row.group()).isEqualTo("" + group.size());
            assertThat(row.group(4)).as(row.group()).isEqualTo(percent);
            rows++;
        }

        assertThat(rows).isEqualTo(25);
    }

    @Test
    void shouldNameTheSeedAndHowManyLeft() throws IOException {
        long left = customers.stream().filter(customer -> customer.label() == 1).count();

        assertThat(card())
                .contains(
                        "--rows %d --seed %d "
                                .formatted(
                                        CustomerGenerator.DEFAULT_ROWS,
                                        CustomerGenerator.DEFAULT_SEED))
                .contains(String.format(Locale.ROOT, "%,d of the 10,000 left", left));
    }

    private static String card() throws IOException {
        return Files.readString(Path.of("data/README.md"));
    }
}
