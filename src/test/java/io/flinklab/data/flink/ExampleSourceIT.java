package io.flinklab.data.flink;

import static io.flinklab.data.CustomerFiles.ANNA;
import static io.flinklab.data.CustomerFiles.BEN;
import static io.flinklab.data.CustomerFiles.CLEO;
import static io.flinklab.data.CustomerFiles.HEADER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.flinklab.churn.Churn;
import io.flinklab.data.CustomerFiles;
import io.flinklab.data.DataException;
import io.flinklab.data.Dataset;
import io.flinklab.data.Example;
import io.flinklab.data.Split;
import io.flinklab.data.csv.Labels;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.types.Row;
import org.apache.flink.util.CloseableIterator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExampleSourceIT {
    @TempDir Path directory;
    @TempDir Path elsewhere;

    private final StreamExecutionEnvironment env =
            StreamExecutionEnvironment.createLocalEnvironment(2);

    @Test
    void shouldGiveTheSameRowsAndRejectsAsTheFileReaderInTheSameOrder() throws Exception {
        writeSeveralFiles();
        Dataset expected = Dataset.read(Churn.SCHEMA, directory);

        SingleOutputStreamOperator<Row> rows =
                ExampleSource.rows(env, Churn.SCHEMA, Split.Part.ALL, directory.toString());
        CloseableIterator<Row> customers = rows.collectAsync();
        CloseableIterator<Row> rejects = rows.getSideOutput(ExampleSource.REJECTS).collectAsync();
        env.execute();

        assertThat(list(customers))
                .extracting(new ExampleRows(Churn.SCHEMA)::fromRow)
                .hasSizeGreaterThan(1800)
                .isEqualTo(expected.examples());
        assertThat(list(rejects))
                .extracting(RejectRows::toReject)
                .hasSize(5)
                .isEqualTo(expected.rejects());
    }

    @Test
    void shouldGiveTheSameRowsWhereSeveralSubtasksRead() throws Exception {
        writeSeveralFiles();
        Split split = Split.hash(1);
        ExampleRows codec = new ExampleRows(Churn.SCHEMA);
        List<Example> expected =
                Dataset.read(Churn.SCHEMA, directory).examples().stream()
                        .filter(example -> split.trains(0, example))
                        .toList();

        SingleOutputStreamOperator<Row> rows =
                ExampleSource.rows(
                        env, Churn.SCHEMA, split.train(), Labels.REQUIRED, 2, directory.toString());

        assertThat(rows.getParallelism()).isEqualTo(2);
        assertThat(rows.executeAndCollect(10_000))
                .extracting(codec::fromRow)
                .containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void shouldNameAFileAsItWasGivenEvenThroughItsParent() throws Exception {
        CustomerFiles.write(directory, "a.csv", CustomerFiles.HEADER, "too,short");
        Files.createDirectory(directory.resolve("sub"));
        Path file = directory.resolve("sub").resolve("..").resolve("a.csv");

        List<Row> rejects =
                ExampleSource.rows(env, Churn.SCHEMA, Split.Part.ALL, file.toString())
                        .getSideOutput(ExampleSource.REJECTS)
                        .executeAndCollect(2);

        assertThat(rejects)
                .extracting(RejectRows::toReject)
                .isEqualTo(Dataset.read(Churn.SCHEMA, file).rejects());
    }

    @Test
    void shouldCountPositionsOverFilesForTheSplit() throws Exception {
        writeSeveralFiles();
        List<Example> all = Dataset.read(Churn.SCHEMA, directory).examples();
        Split split = Split.article(all.size());

        List<Example> train = collect(split.train(), Labels.REQUIRED);
        List<Example> test = collect(split.test(), Labels.REQUIRED);

        int boundary = all.size() * 4 / 5;
        assertThat(train).isEqualTo(all.subList(0, boundary));
        assertThat(test).isEqualTo(all.subList(boundary, all.size()));
    }

    @Test
    void shouldChooseTheSameRowsByHashAsPlainJava() throws Exception {
        writeSeveralFiles();
        Split.Part train = Split.hash(7).train();

        List<Example> chosen = collect(train, Labels.REQUIRED);

        assertThat(chosen)
                .isEqualTo(
                        Dataset.read(Churn.SCHEMA, directory).examples().stream()
                                .filter(customer -> train.accepts(0, customer))
                                .toList());
    }

    @Test
    void shouldReadAFileWithoutLabelsForScoring() throws Exception {
        String header = HEADER.substring(0, HEADER.lastIndexOf(','));
        CustomerFiles.write(directory, "a b.csv", header, ANNA.substring(0, ANNA.length() - 2));

        List<Example> read = collect(Split.Part.ALL, Labels.OPTIONAL);

        assertThat(read).singleElement().matches(customer -> !customer.isLabelled());
    }

    @Test
    void shouldReadTheShippedFileAsTheFileReaderDoes() throws Exception {
        SingleOutputStreamOperator<Row> rows =
                ExampleSource.rows(env, Churn.SCHEMA, Split.Part.ALL, "data/churn.csv");

        assertThat(rows.executeAndCollect(20_000))
                .extracting(new ExampleRows(Churn.SCHEMA)::fromRow)
                .isEqualTo(Dataset.read(Churn.SCHEMA, Path.of("data/churn.csv")).examples());
    }

    @Test
    void shouldRefuseNoFileAndTheSameFileTwice() {
        String file = CustomerFiles.write(directory, "a.csv", HEADER, ANNA).toString();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> ExampleSource.rows(env, Churn.SCHEMA, Split.Part.ALL))
                .withMessage("Expected at least one path, found none");
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () ->
                                ExampleSource.rows(
                                        env, Churn.SCHEMA, Split.Part.ALL, directory + "", file))
                .withMessageContaining("a.csv is given twice");
    }

    @Test
    void shouldReadAFileGivenByItsUri() throws Exception {
        Path file = CustomerFiles.write(directory, "a.csv", HEADER, ANNA, "broken");

        DataStream<Row> rejects =
                ExampleSource.rows(env, Churn.SCHEMA, Split.Part.ALL, directory.toUri().toString())
                        .getSideOutput(ExampleSource.REJECTS);

        assertThat(rejects.executeAndCollect(10))
                .extracting(RejectRows::toReject)
                .singleElement()
                .matches(reject -> reject.file().endsWith(file.toString()) && reject.line() == 3);
    }

    @Test
    void shouldReadADirectoryGivenByItsUriAsByItsPath() throws Exception {
        CustomerFiles.write(directory, "a.csv", HEADER, ANNA);
        link(directory.resolve("back"), directory);

        DataStream<Row> customers =
                ExampleSource.rows(env, Churn.SCHEMA, Split.Part.ALL, directory.toUri().toString());

        assertThat(customers.executeAndCollect(100)).hasSize(1);
    }

    @Test
    void shouldRefuseAMissingFileBeforeAJobRuns() {
        String missing = directory.resolve("none.csv").toString();

        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> ExampleSource.rows(env, Churn.SCHEMA, Split.Part.ALL, missing))
                .withMessageContaining("none.csv does not exist");
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(
                        () ->
                                ExampleSource.rows(
                                        env, Churn.SCHEMA, Split.Part.ALL, "file:" + missing))
                .withMessageContaining("none.csv does not exist");
    }

    @Test
    void shouldRefuseAWrongHeaderBeforeAJobRuns() {
        CustomerFiles.write(directory, "a.csv", HEADER.replace(',', ';'), ANNA);

        assertThatExceptionOfType(DataException.class)
                .isThrownBy(
                        () ->
                                ExampleSource.rows(
                                        env, Churn.SCHEMA, Split.Part.ALL, directory.toString()))
                .withMessageContaining("the fields look separated by ';'");
    }

    /** More than a batch in one file, several files, some below another directory. */
    private void writeSeveralFiles() {
        String[] many =
                IntStream.range(0, 1800)
                        .mapToObj(i -> i + BEN.substring(1).replace("102", "" + (200 + i)))
                        .toArray(String[]::new);
        many[0] = HEADER;
        CustomerFiles.write(directory, "b.csv", many);
        CustomerFiles.write(directory, "a.csv", "#" + HEADER, ANNA, "1,2,3", BEN, "# remark", CLEO);
        CustomerFiles.write(
                directory.resolve("deep"),
                "c.csv",
                HEADER,
                ANNA.replace("Anna", "\"An\nna\""),
                CLEO.replace("Cleo", "\"Cleo"),
                BEN.replace("30", "-30"),
                CLEO.replace("650", "NaN"),
                CLEO);
        CustomerFiles.write(directory, "notes.txt", "not for us");
        CustomerFiles.write(directory, "_begun.csv", "not for us");
        CustomerFiles.write(directory, "empty.csv", HEADER);
        CustomerFiles.writeGzip(directory, "d.csv.gz", HEADER, BEN, "short", ANNA);
        Path linked = CustomerFiles.write(elsewhere, "e.csv", HEADER, CLEO).getParent();
        link(directory.resolve("linked"), linked);
        link(linked.resolve("back"), directory);
    }

    private static void link(Path link, Path target) {
        try {
            Files.createSymbolicLink(link, target);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<Example> collect(Split.Part selector, Labels labels) throws Exception {
        SingleOutputStreamOperator<Row> rows =
                ExampleSource.rows(env, Churn.SCHEMA, selector, labels, 1, directory.toString());
        CloseableIterator<Row> collected = rows.executeAndCollect();
        List<Example> customers =
                list(collected).stream().map(new ExampleRows(Churn.SCHEMA)::fromRow).toList();
        collected.close();
        return customers;
    }

    private static List<Row> list(CloseableIterator<Row> rows) {
        List<Row> list = new ArrayList<>();
        rows.forEachRemaining(list::add);
        return list;
    }
}
