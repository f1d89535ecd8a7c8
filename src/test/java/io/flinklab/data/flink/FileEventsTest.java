package io.flinklab.data.flink;

import static io.flinklab.data.CustomerFiles.ANNA;
import static io.flinklab.data.CustomerFiles.BEN;
import static io.flinklab.data.CustomerFiles.CLEO;
import static io.flinklab.data.CustomerFiles.HEADER;
import static org.assertj.core.api.Assertions.assertThat;

import io.flinklab.churn.Churn;
import io.flinklab.data.CustomerFiles;
import io.flinklab.data.ParsedRow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.file.src.reader.BulkFormat;
import org.apache.flink.connector.file.src.util.CheckpointedPosition;
import org.apache.flink.connector.file.src.util.RecordAndPosition;
import org.apache.flink.types.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of a file that was taken, whatever happens to it until it is read. */
class FileEventsTest {
    private static final String CUT = "2,102,Ben,700,Spain,Male,30,5,1000.5,2,0,1,600";

    @TempDir Path directory;

    private final FileEvents format = new FileEvents(Churn.SCHEMA);

    @Test
    void shouldReadAFileAsItWasTaken() throws Exception {
        DataFileSplit split = taken(HEADER, ANNA, "# remark", BEN);

        assertThat(texts(read(split))).containsExactly(ANNA, BEN);
        assertThat(defects(read(split))).isEmpty();
    }

    @Test
    void shouldGoOnWhereTheCheckpointWas() throws Exception {
        DataFileSplit split = taken(HEADER, ANNA, BEN, CLEO);
        List<RecordAndPosition<Row>> all = read(split);

        for (int seen = 0; seen < all.size(); seen++) {
            List<RecordAndPosition<Row>> rest = read(after(split, all.get(seen)));

            assertThat(rest)
                    .extracting(RecordAndPosition::getRecord)
                    .isEqualTo(
                            all.subList(seen + 1, all.size()).stream()
                                    .map(RecordAndPosition::getRecord)
                                    .toList());
        }
    }

    @Test
    void shouldRejectAFileThatIsGoneBeforeItIsRead() throws Exception {
        DataFileSplit split = taken(HEADER, ANNA);
        Files.delete(file());

        assertThat(defects(read(split)))
                .singleElement()
                .asString()
                .contains("a.csv does not exist any more", "None of its rows was read");
    }

    @Test
    void shouldRejectOnceAFileThatIsGoneAfterACheckpointListsIt() throws Exception {
        DataFileSplit split = taken(HEADER, ANNA, BEN, CLEO);
        RecordAndPosition<Row> second = read(split).get(1);
        Files.delete(file());

        List<RecordAndPosition<Row>> rest = read(after(split, second));

        assertThat(defects(rest))
                .singleElement()
                .asString()
                .contains("does not exist any more", "first 2 rows were read");
        assertThat(read(after(split, rest.get(0)))).isEmpty();
    }

    @Test
    void shouldNotReadAFileThatIsShorterNowThanItWas() throws Exception {
        DataFileSplit split = taken(HEADER, ANNA, BEN, CLEO);
        RecordAndPosition<Row> first = read(split).get(0);
        CustomerFiles.write(directory, "a.csv", HEADER, ANNA);

        assertThat(defects(read(split))).singleElement().asString().contains("changed after");
        assertThat(defects(read(after(split, first))))
                .singleElement()
                .asString()
                .contains("changed after it was taken", "first 1 rows were read");
    }

    @Test
    void shouldRejectARowThatWasCutBecauseItsFileGrewWhileItWasRead() throws Exception {
        Path file = Files.writeString(file(), String.join("\n", HEADER, ANNA, CUT));
        DataFileSplit split = split();
        try (BulkFormat.Reader<Row> reader = format.createReader(new Configuration(), split)) {
            // As far as a buffer reaches, it has the file as it was.
            Files.writeString(file, "00,0\n", StandardOpenOption.APPEND);
            List<RecordAndPosition<Row>> events = rest(reader);

            assertThat(texts(events)).containsExactly(ANNA);
            assertThat(defects(events)).singleElement().asString().contains("cut off");
        }
    }

    @Test
    void shouldReadALastRowWithoutALineEnd() throws Exception {
        Files.writeString(file(), String.join("\n", HEADER, ANNA, BEN));

        assertThat(texts(read(split()))).containsExactly(ANNA, BEN);
    }

    @Test
    void shouldRejectWhatIsNoFile() throws Exception {
        Files.createDirectory(file());

        assertThat(defects(read(split())))
                .singleElement()
                .asString()
                .contains("a.csv", "Is a directory");
    }

    @Test
    void shouldTellOnceWhatWasWrongWhenItWasFound() throws Exception {
        DataFileSplit split = DataFileSplit.of("1", path(), FileStamp.NONE, "It is a socket.");
        List<RecordAndPosition<Row>> events = read(split);

        assertThat(defects(events)).containsExactly("It is a socket.");
        assertThat(read(after(split, events.get(0)))).isEmpty();
    }

    @Test
    void shouldGiveNothingOfAFileWithoutRows() throws Exception {
        assertThat(read(taken(HEADER))).isEmpty();
        assertThat(read(taken())).isEmpty();
    }

    @Test
    void shouldRejectAFileThatIsNoCustomerFile() throws Exception {
        assertThat(defects(read(taken("a,b", "1,2")))).singleElement().asString().contains("a,b");
    }

    @Test
    void shouldReadSplitsFromACheckpoint() throws Exception {
        DataFileSplit split = taken(HEADER, ANNA, BEN, CLEO);
        DataFileSplit.Serializer serializer = new DataFileSplit.Serializer();
        DataFileSplit read =
                serializer.deserialize(
                        serializer.getVersion(),
                        serializer.serialize(after(split, read(split).get(0))));

        assertThat(read.path()).isEqualTo(split.path());
        assertThat(texts(read(read))).containsExactly(BEN, CLEO);
    }

    private DataFileSplit taken(String... lines) throws IOException {
        Files.write(file(), List.of(lines));
        return split();
    }

    private DataFileSplit split() throws IOException {
        return DataFileSplit.of(
                "1",
                path(),
                new FileStamp(Files.size(file()), Files.getLastModifiedTime(file()).toMillis()),
                "");
    }

    private Path file() {
        return directory.resolve("a.csv");
    }

    private org.apache.flink.core.fs.Path path() {
        return new org.apache.flink.core.fs.Path(file().toUri());
    }

    private static DataFileSplit after(DataFileSplit split, RecordAndPosition<Row> last) {
        return split.updateWithCheckpointedPosition(
                new CheckpointedPosition(last.getOffset(), last.getRecordSkipCount()));
    }

    private List<RecordAndPosition<Row>> read(DataFileSplit split) throws IOException {
        try (BulkFormat.Reader<Row> reader = format.restoreReader(new Configuration(), split)) {
            return rest(reader);
        }
    }

    private static List<RecordAndPosition<Row>> rest(BulkFormat.Reader<Row> reader)
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
        return records;
    }

    private static List<String> texts(List<RecordAndPosition<Row>> events) {
        return events.stream()
                .map(event -> EventRows.record(event.getRecord()))
                .filter(ParsedRow.Accepted.class::isInstance)
                .map(ParsedRow::raw)
                .toList();
    }

    private static List<String> defects(List<RecordAndPosition<Row>> events) {
        return events.stream()
                .map(event -> EventRows.record(event.getRecord()))
                .filter(ParsedRow.Rejected.class::isInstance)
                .map(record -> ((ParsedRow.Rejected) record).reject().reason())
                .toList();
    }
}
