package io.flinklab.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.flinklab.data.Reject;
import io.flinklab.training.Recipe;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A bad row among good ones is rejected whole, and costs no other row. */
class BadRowIT {
    private static final int GOOD = 30;

    @RegisterExtension static final Lab LAB = new Lab();

    @TempDir Path directory;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "1,101,Anna,600 | `` | expected 14 fields, found 4",
                "1,101,Anna,600,France,Female,40,3,0.0,1,1,0,50000.25,1,1 | `` | found 15",
                "1,101,Anna,600,France,Female,old,3,0,1,1,0,5,1 | Age | whole number from 18",
                "1,101,Anna,600,France,Female,-40,3,0,1,1,0,5,1 | Age | found '-40'",
                "1,101,Anna,600,France,Female,NaN,3,0,1,1,0,5,1 | Age | found 'NaN'",
                "1,101,Anna,600,France,Female,40,3,Infinity,1,1,0,5,1 | Balance | 'Infinity'",
                "1,101,Anna,600,France,Female,40,3,1e999,1,1,0,5,1 | Balance | '1e999'",
                "1,101,Anna,600,France,Female,40,3,1e308,1,1,0,5,1 | Balance | from 0 to 90071992",
                "1,101,Anna,600,France,Female,40,3,0,1,1,0,-inf,1 | EstimatedSalary | '-inf'",
                "1,101,Anna,600,France,Female,40,3,0,1,1,0,5,2 | Exited | expected 0 or 1",
                "1,101,Anna,600,France,Female,40,3,0,1,1,0,5, | Exited | found ''",
                "1,101,Anna,600,,Female,40,3,0,1,1,0,5,1 | Geography | expected a name",
                "1,,Anna,600,Spain,Female,40,3,0,1,1,0,5,1 | CustomerId | found ''",
                "1,101,\"Anna,600,Spain,Female,40,3,0,1,1,0,5,1 | `` | a closing quote"
            })
    void shouldRejectTheRowWithItsLineColumnAndText(String row, String column, String reason)
            throws Exception {
        Path data = dataWith(row);

        Cli scored = score(data).succeeds();

        assertThat(scored.err()).contains("1 of 31 rows are rejects");
        assertThat(scored.out()).contains("30 rows scored");
        Reject reject = onlyReject();
        assertThat(reject.line()).isEqualTo(12);
        assertThat(reject.column()).isEqualTo(column);
        assertThat(reject.reason()).contains(reason);
        assertThat(reject.raw()).isEqualTo(row);
        assertThat(reject.file()).isEqualTo(data.toString());
    }

    @Test
    void shouldRejectALineOf5Megabytes() throws Exception {
        String line = CustomerText.ANNA.replace("600", "6".repeat(5 << 20));

        score(dataWith(line)).succeeds();

        assertThat(onlyReject().column()).isEqualTo("CreditScore");
        assertThat(onlyReject().raw()).isEqualTo(line);
        assertThat(onlyReject().reason()).hasSizeLessThan(300);
    }

    @Test
    void shouldRejectARowThatIsNotText() throws Exception {
        Path data = dataWith("row");
        byte[] bytes = Files.readAllBytes(data);
        int row = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("\nrow\n");
        bytes[row + 1] = (byte) 0xC3;
        Files.write(data, bytes);

        score(data).succeeds();

        assertThat(onlyReject().reason()).contains("expected UTF-8 text");
    }

    private Path dataWith(String row) throws Exception {
        List<String> lines = new ArrayList<>(CustomerText.shipped(GOOD));
        lines.add(11, row);
        return CustomerText.write(directory.resolve("data.csv"), lines);
    }

    private Cli score(Path data) throws Exception {
        Path store = LAB.model(TestData.SHIPPED, Recipe.CONVERGED).directory().getParent();
        return Cli.run("score", "--data", data, "--store", store, "--out", out());
    }

    private Reject onlyReject() {
        List<Reject> rejects = CustomerText.rejectsOf(out());
        assertThat(rejects).hasSize(1);
        return rejects.get(0);
    }

    private Path out() {
        return directory.resolve("scores.csv");
    }
}
