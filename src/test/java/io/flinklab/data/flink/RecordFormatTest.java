package io.flinklab.data.flink;

import static io.flinklab.data.CustomerFiles.ANNA;
import static io.flinklab.data.CustomerFiles.BEN;
import static io.flinklab.data.CustomerFiles.CLEO;
import static io.flinklab.data.CustomerFiles.HEADER;
import static org.assertj.core.api.Assertions.assertThat;

import io.flinklab.churn.Churn;
import io.flinklab.data.CustomerFiles;
import io.flinklab.data.csv.Labels;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.file.src.FileSourceSplit;
import org.apache.flink.connector.file.src.reader.BulkFormat;
import org.apache.flink.connector.file.src.util.CheckpointedPosition;
import org.apache.flink.connector.file.src.util.RecordAndPosition;
import org.apache.flink.types.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordFormatTest {
    @TempDir Path directory;

    private final RecordFormat format = new RecordFormat(Map.of(), Churn.SCHEMA, Labels.REQUIRED);

    @Test
    void shouldGoOnAfterAFailureWhereTheCheckpointWas() throws Exception {
        FileSourceSplit split = split("a.csv");
        List<RecordAndPosition<Row>> all = read(format.createReader(new Configuration(), split));
        CheckpointedPosition afterOne =
                new CheckpointedPosition(all.get(0).getOffset(), all.get(0).getRecordSkipCount());

        List<RecordAndPosition<Row>> rest =
                read(
                        format.restoreReader(
                                new Configuration(),
                                split.updateWithCheckpointedPosition(afterOne)));

        assertThat(all).hasSize(3);
        assertThat(rest)
                .extracting(RecordAndPosition::getRecord)
                .containsExactly(all.get(1).getRecord(), all.get(2).getRecord());
        assertThat(rest).extracting(RecordAndPosition::getRecordSkipCount).containsExactly(2L, 3L);
    }

    @Test
    void shouldHandOutFilesInTheOrderOfTheListAlsoThoseThatComeBack() throws Exception {
        FileSourceSplit a = split("a.csv");
        FileSourceSplit b = split("b.csv");
        FileSourceSplit c = split("c.csv");
        ExampleSource.GivenOrder order =
                new ExampleSource.GivenOrder(
                        List.of(c.path().toString(), a.path().toString(), b.path().toString()),
                        List.of(a, b, c));

        assertThat(order.getNext("host")).contains(c);
        order.addSplits(List.of(c));

        assertThat(order.remainingSplits()).containsExactly(c, a, b);
        assertThat(order.getNext(null)).contains(c);
        assertThat(order.getNext(null)).contains(a);
        assertThat(order.getNext(null)).contains(b);
        assertThat(order.getNext(null)).isEmpty();
    }

    private FileSourceSplit split(String name) {
        Path file = CustomerFiles.write(directory, name, HEADER, ANNA, "# remark", BEN, CLEO);
        return new FileSourceSplit(
                name, new org.apache.flink.core.fs.Path(file.toUri()), 0, 1, 0, 1);
    }

    private static List<RecordAndPosition<Row>> read(BulkFormat.Reader<Row> reader)
            throws IOException {
        List<RecordAndPosition<Row>> records = new ArrayList<>();
        BulkFormat.RecordIterator<Row> batch = reader.readBatch();
        while (batch != null) {
            RecordAndPosition<Row> next = batch.next();
            while (next != null) {
                records.add(
                        new RecordAndPosition<>(
                                next.getRecord(), next.getOffset(), next.getRecordSkipCount()));
                next = batch.next();
            }
            batch = reader.readBatch();
        }
        reader.close();
        return records;
    }
}
