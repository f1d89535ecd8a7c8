package io.flinklab.data.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flinklab.data.CustomerFiles;
import io.flinklab.data.DataException;
import io.flinklab.data.Dataset;
import io.flinklab.data.Example;
import io.flinklab.data.NumberRange;
import io.flinklab.data.Schema;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HeaderTest {
    private static final Schema LOANS =
            Schema.builder()
                    .textKey("id")
                    .number("income", NumberRange.ANY)
                    .category("housing")
                    .ignored("note")
                    .label("risk", "bad", "good")
                    .build();
    private static final Example ONE = new Example("k", new double[] {5}, new String[] {"own"}, 1);

    @TempDir Path directory;

    @Test
    void shouldReadColumnsInAnyOrder() {
        Dataset read = read("risk,housing,note,income,id", "bad,own,anything,5,k");

        assertThat(read.examples()).containsExactly(ONE);
        assertThat(read.notes()).isEmpty();
    }

    @Test
    void shouldDoWithoutColumnsThatAreIgnored() {
        Dataset read = read("id,income,housing,risk", "k,5,own,bad");

        assertThat(read.examples()).containsExactly(ONE);
        assertThat(read.notes()).isEmpty();
    }

    @Test
    void shouldIgnoreOtherColumnsAndSaySoOnce() {
        Dataset read =
                read("a,id,income,b,housing,note,risk", "1,k,5,2,own,,bad", "1,k,5,2,own,,bad");

        assertThat(read.examples()).containsExactly(ONE, ONE);
        assertThat(read.notes())
                .containsExactly(
                        file()
                                + ": 2 columns are ignored, which the schema does not name:"
                                + " 'a', 'b'");
    }

    @Test
    void shouldForgiveCaseAndSpacesAndSaySo() {
        Dataset read = read("ID, Income ,housing,note,risk", "k,5,own,,bad");

        assertThat(read.examples()).containsExactly(ONE);
        assertThat(read.notes())
                .containsExactly(
                        file() + ": the column 'ID' is read as 'id'",
                        file() + ": the column ' Income ' is read as 'income'");
    }

    @Test
    void shouldTakeTheVeryNameBeforeASimilarOne() {
        Dataset read = read("ID,id,income,housing,risk", "x,k,5,own,bad");

        assertThat(read.examples()).containsExactly(ONE);
        assertThat(read.notes())
                .containsExactly(
                        file() + ": 1 column is ignored, which the schema does not name: 'ID'");
    }

    @Test
    void shouldTellColumnsApartThatDifferInCaseAlone() {
        Schema schema = Schema.builder().flag("a").flag("A").build();

        Dataset read =
                Dataset.read(
                        schema,
                        CustomerFiles.write(directory, "in.csv", "A,a", "1,0"),
                        Labels.OPTIONAL);

        assertThat(read.examples().get(0).numbers()).containsExactly(0, 1);
    }

    @Test
    void shouldRefuseASimilarNameThatTwoColumnsCouldMean() {
        assertRefused("Income,INCOME,id,housing,risk", "it has no column 'income'");
        assertThatThrownBy(
                        () ->
                                Dataset.read(
                                        Schema.builder().flag("a").flag("A").build(),
                                        CustomerFiles.write(directory, "in.csv", "A, a", "1,0"),
                                        Labels.OPTIONAL))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("it has no column 'a'");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "id,housing,risk | it has no column 'income'.",
                "id,incom,housing,risk | it has no column 'income'; 'incom' is near.",
                "id,risk | it has no column 'income' (and 1 other).",
                "note,risk | it has no column 'id' (and 2 others)",
                "id,income,income,housing,risk | it has the column 'income' 2 times",
                "id;income;housing;note;risk | the fields look separated by ';'; write them with",
                "7,5,own,,bad | there is no header before the first row; put it there",
                "k,5,own,,bad | it has no column 'id' (and 2 others)",
                "id,\"income | expected a closing quote",
            })
    void shouldSayWhatIsWrong(String header, String problem) {
        assertRefused(header, problem);
        assertRefused(
                header,
                "Expected a header with the columns 'id,income,housing,note,risk', in any"
                        + " order; found");
    }

    @Test
    void shouldNameATab() {
        assertRefused("id\tincome\thousing\tnote\trisk", "the fields look separated by a tab");
    }

    @Test
    void shouldRefuseAMissingLabelWhereOneIsNeeded() {
        assertRefused(
                "id,income,housing", "has no column 'risk'. Without a label a file can be scored");

        Dataset unlabelled =
                Dataset.read(LOANS, write("id,income,housing", "k,5,own"), Labels.OPTIONAL);

        assertThat(unlabelled.examples()).containsExactly(ONE.withLabel(Double.NaN));
    }

    @ParameterizedTest
    @ValueSource(strings = {"#id,income,housing,note,risk", "# Id,income,housing,note,risk"})
    void shouldTakeAHeaderBehindAHash(String header) {
        assertThat(read("# a remark", header, "k,5,own,,bad").examples()).containsExactly(ONE);
    }

    @Test
    void shouldTakeARemarkForNoHeader() {
        assertThat(read("# id,income", "id,income,housing,risk", "k,5,own,bad").examples())
                .containsExactly(ONE);
    }

    @Test
    void shouldTakeQuotedNames() {
        Schema schema = Schema.builder().flag("a, \"b\"").build();
        Path file = CustomerFiles.write(directory, "in.csv", "\"a, \"\"b\"\"\"", "1");

        assertThat(Dataset.read(schema, file, Labels.OPTIONAL).examples())
                .containsExactly(new Example(null, new double[] {1}, new String[0], Double.NaN));
    }

    private void assertRefused(String header, String problem) {
        assertThatThrownBy(() -> read(header, "k,5,own,,bad"))
                .isInstanceOf(DataException.class)
                .hasMessageContaining(problem);
    }

    private Dataset read(String... lines) {
        return Dataset.read(LOANS, write(lines));
    }

    private Path write(String... lines) {
        return CustomerFiles.write(directory, "in.csv", lines);
    }

    private Path file() {
        return directory.resolve("in.csv");
    }
}
