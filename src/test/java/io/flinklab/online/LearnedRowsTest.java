package io.flinklab.online;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class LearnedRowsTest {
    private final LearnedRows rows = new LearnedRows();

    @Test
    void shouldNameTheOffsetsOfATopicAsATrainingDoes() {
        rows.add("bank-2-1", 7);
        rows.add("bank-2-0", 3);
        rows.add("bank-2-1", 5);
        rows.add("bank-2-10", 0);

        assertThat(rows).hasToString("bank-2?offsets=0:3-4,1:5-8,10:0-1");
    }

    @Test
    void shouldNameTheLinesOfFiles() {
        rows.add("file:/data/b-7", 2);
        rows.add("s3://bucket/a.csv", 4);
        rows.add("file:/data/b-7", 9);

        assertThat(rows).hasToString("b-7?lines=2-9, a.csv?lines=4-4");
    }

    @Test
    void shouldHoldTheNewestOfEverMoreFilesAndGoOnFromItsBytes() throws IOException {
        for (int file = 0; file < 1000; file++) {
            rows.add("/in/%d.csv".formatted(file), 2);
            rows.add("/in/%d.csv".formatted(file), 100 + file);
        }
        LearnedRows again = again(rows);

        assertThat(again)
                .hasToString(rows.toString())
                .asString()
                .startsWith("990 files, 990.csv?lines=2-1090, 991.csv?lines=2-1091,")
                .endsWith(", 999.csv?lines=2-1099")
                .hasSizeLessThan(300);
        again.add("/in/1000.csv", 2);
        again.add("/in/992.csv", 5000);
        assertThat(again)
                .asString()
                .startsWith("991 files, 991.csv?lines=2-1091, 992.csv?lines=2-5000,")
                .endsWith(", 1000.csv?lines=2-2");
    }

    private static LearnedRows again(LearnedRows rows) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        rows.write(new DataOutputStream(bytes));
        return LearnedRows.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
    }
}
