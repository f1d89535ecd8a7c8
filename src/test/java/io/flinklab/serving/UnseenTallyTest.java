package io.flinklab.serving;

import static org.assertj.core.api.Assertions.assertThat;

import io.flinklab.churn.Churn;
import io.flinklab.data.Example;
import io.flinklab.features.KnownCategories;
import io.flinklab.features.SamplePipelines;
import io.flinklab.features.UnseenCategory;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnseenTallyTest {
    private static final List<KnownCategories> COUNTRIES =
            Scorer.of(Churn.SCHEMA, SamplePipelines.reference(UnseenCategory.KEEP)).categories();

    private final List<String> examples = new ArrayList<>();
    private final UnseenTally tally = new UnseenTally(Churn.SCHEMA, COUNTRIES, examples::add);

    @Test
    void shouldTellNothingWhereEveryCategoryIsKnown() {
        assertThat(tally.count(Customers.anna())).isEmpty();

        assertThat(tally.examples()).isZero();
        assertThat(tally.byColumn()).isEmpty();
        assertThat(tally.summary(1, "customers")).isEmpty();
    }

    @Test
    void shouldCountACustomerOnceAndEachOfItsColumns() {
        assertThat(tally.count(Customers.from("FRANCE", "X", 40)))
                .containsExactly("Geography", "Gender");
        assertThat(tally.count(Customers.from("Spain", "X", 40))).containsExactly("Gender");

        assertThat(tally.examples()).isEqualTo(2);
        assertThat(tally.byColumn()).containsEntry("Geography", 1L).containsEntry("Gender", 2L);
        assertThat(tally.summary(9, "customers"))
                .contains(
                        "2 of 9 customers have a category that the model was not trained with, and"
                                + " are scored as of none that it knows: Geography 1 (\'FRANCE\' 1,"
                                + " did you mean \'France\'?), Gender 2 (\'X\' 2)");
    }

    @ParameterizedTest
    @CsvSource({
        "FRANCE,France",
        "france,France",
        "Frence,France",
        "\uff26\uff32\uff21\uff2e\uff23\uff25,France",
        "Germny,Germany",
        "N/A,",
        "NULL,",
        "Italy,",
        "F,",
    })
    void shouldAskForANameThatWasProbablyMeant(String value, String meant) {
        tally.count(Customers.from(value, "Male", 40));

        assertThat(examples).singleElement().asString().startsWith("Geography '" + value + "'");
        assertThat(examples.get(0).contains("did you mean")).isEqualTo(meant != null);
        if (meant != null) {
            assertThat(examples.get(0)).contains("did you mean '" + meant + "'");
        }
    }

    @Test
    void shouldTellFewExamplesOfMany() {
        for (int i = 0; i < 10_000; i++) {
            tally.count(Customers.from(i % 3 == 0 ? "Italy" : "Land " + i, "Male", 40));
        }

        assertThat(examples).hasSize(5).doesNotHaveDuplicates();
        assertThat(tally.summary(10_000, "customers").orElseThrow())
                .contains("Geography 10000 ('Italy' 3334; ", "; others 6662)")
                .hasSizeLessThan(300);
    }

    /** PipelineColumns of numbers may be categories too, as the number of products. */
    @Test
    void shouldCountANumberThatIsNoCategory() {
        UnseenTally products =
                new UnseenTally(
                        Churn.SCHEMA,
                        List.of(
                                new KnownCategories(
                                        "NumOfProducts",
                                        List.of("1.0", "2.0", "3.0", "odd"),
                                        UnseenCategory.SKIP)));

        assertThat(products.count(Customers.annaWithThreeProducts())).isEmpty();
        assertThat(products.count(Customers.withBalanceAndProducts(0, 7)))
                .containsExactly("NumOfProducts");
        assertThat(products.summary(2, "test customers").orElseThrow())
                .endsWith("and have no score: NumOfProducts 1 ('7' 1)");
    }

    @Test
    void shouldCountEachOfManyThreads() {
        Example stranger = Customers.from("Italy", "Male", 40);

        IntStream.range(0, 10_000).parallel().forEach(i -> tally.count(stranger));

        assertThat(tally.examples()).isEqualTo(10_000);
        assertThat(tally.summary(10_000, "customers").orElseThrow()).contains("'Italy' 10000)");
        assertThat(examples).containsExactly("Geography 'Italy'");
    }
}
