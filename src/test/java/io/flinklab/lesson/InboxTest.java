package io.flinklab.lesson;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flinklab.app.TestData;
import io.flinklab.churn.Churn;
import io.flinklab.data.Dataset;
import io.flinklab.data.Example;
import io.flinklab.data.csv.Labels;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InboxTest {
    @TempDir private Path directory;

    @Test
    void shouldDropCustomersWithoutTheirLabels() throws Exception {
        List<Example> customers = TestData.SHIPPED.customers().subList(0, 3);

        Path file = new Inbox(Churn.SCHEMA, directory).drop("three.csv", customers);

        Dataset read = Dataset.read(Churn.SCHEMA, file, Labels.OPTIONAL);
        assertThat(read.rejects()).isEmpty();
        assertThat(read.examples())
                .isEqualTo(customers.stream().map(each -> each.withLabel(Double.NaN)).toList());
        assertThat(directory).isDirectoryNotContaining("glob:**/.*");
    }

    @Test
    void shouldRefuseANameTwice() throws Exception {
        Inbox inbox = new Inbox(Churn.SCHEMA, directory);
        inbox.drop("a.csv", "x");

        assertThatThrownBy(() -> inbox.drop("a.csv", "y"))
                .hasMessageContaining("found a.csv: the stream reads each name once");
    }
}
