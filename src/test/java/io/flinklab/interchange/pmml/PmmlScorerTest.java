package io.flinklab.interchange.pmml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flinklab.churn.Churn;
import io.flinklab.churn.Customer;
import io.flinklab.data.Dataset;
import io.flinklab.data.Example;
import io.flinklab.serving.Scorer;
import io.flinklab.serving.Scores;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A tree that was written by hand, and documents that are not what they should be. */
class PmmlScorerTest {
    private static final List<Example> CUSTOMERS =
            Dataset.read(Churn.SCHEMA, Path.of("data/churn.csv")).examples();

    @Test
    void shouldScoreATreeThatWasMadeElsewhere() {
        try (Scorer tree = scorer(tree())) {
            Scores scores = tree.score(CUSTOMERS);

            assertThat(tree.threshold()).isEqualTo(0.5);
            assertThat(scores.toArray())
                    .containsExactly(
                            CUSTOMERS.stream().mapToDouble(PmmlScorerTest::byHand).toArray());
        }
    }

    /** The tree of tree.pmml, in Java. */
    private static double byHand(Example customer) {
        if (customer.number(1) < 42) {
            return customer.number(4) >= 3 ? 0.75 : 0.1;
        } else if (customer.number(6) == 0) {
            return customer.text(0).equals("Germany") ? 0.9 : 0.7;
        }
        return 0.2;
    }

    @Test
    void shouldRefuseACustomerOfWhomTheTreeMakesNoScore() {
        try (Scorer tree = scorer(tree())) {
            assertThatThrownBy(() -> tree.score(customer("Italy", 50)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("found NaN");
            assertThatThrownBy(() -> tree.score(customer("Spain", 50.5)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("Age: expected a whole number")
                    .hasMessageContaining("50.5");
            assertThat(tree.score(customer("Spain", 50))).isEqualTo(0.7);
        }
    }

    @Test
    void shouldReadADocumentInTheEncodingThatItNames() {
        String latin =
                tree().replace("encoding=\"UTF-8\"", "encoding=\"ISO-8859-1\"")
                        .replace("Germany", "Österreich");

        try (Scorer tree = scorer(latin, StandardCharsets.ISO_8859_1)) {
            assertThat(tree.score(customer("Österreich", 50))).isEqualTo(0.9);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "~Age~ | ~Years~ | also needs Years",
                "dataType=~integer~ | dataType=~boolean~ | Age: expected a model that takes",
                "dataType=~integer~ | dataType=~date~ | Age: expected a model that takes",
                "name=~NumOfProducts~ optype=~continuous~ dataType=~double~"
                        + " | name=~NumOfProducts~ optype=~continuous~ dataType=~dateTime~"
                        + " | NumOfProducts: expected a model that takes",
                "~1~ | ~yes~ | a class 1, a positive label",
                "functionName=~classification~ | functionName=~regression~"
                        + " | a PMML classification",
                "TreeModel | OakModel | whole PMML document",
                "<MiningField name=~Age~/> | <MiningField name=~Ages~/> | whole PMML document",
                "</PMML> | '' | whole PMML document",
                "</TreeModel> | '' | whole PMML document",
                "PMML | HTML | a root element HTML",
            })
    void shouldSayWhatIsWrongWithADocument(String found, String instead, String message) {
        String wrong = tree().replace(found.replace('~', '"'), instead.replace('~', '"'));

        assertThat(wrong).isNotEqualTo(tree());
        assertThatThrownBy(() -> scorer(wrong))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message)
                .hasMessageContaining("xpected ");
    }

    @Test
    void shouldNotFollowADocumentTypeToOtherFiles() {
        String reading =
                tree().replace(
                                "?>",
                                "?><!DOCTYPE PMML [<!ENTITY file SYSTEM \"file:///etc/hostname\">]>")
                        .replace("a text editor", "&file;");

        assertThatThrownBy(() -> scorer(reading))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a document type");
    }

    @Test
    void shouldSayWhatIsWrongWithWhatIsNoXml() {
        for (String text : List.of("", "no XML", "\u0000\u0001")) {
            assertThatThrownBy(() -> scorer(text))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("Expected a whole PMML document; found: ")
                    .hasMessageNotContaining("\n");
        }
    }

    private static Example customer(String country, double age) {
        return new Customer(1, 2, "Ugo", 700, country, "Male", age, 4, 0, 1, 0, 0, 5e4, 0)
                .toExample();
    }

    private static Scorer scorer(String document) {
        return scorer(document, StandardCharsets.UTF_8);
    }

    private static Scorer scorer(String document, Charset charset) {
        return PmmlScorer.open(Churn.SCHEMA, document.getBytes(charset));
    }

    private static String tree() {
        try (InputStream file = PmmlScorerTest.class.getResourceAsStream("/pmml/tree.pmml")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("tree.pmml is among the test resources", e);
        }
    }
}
