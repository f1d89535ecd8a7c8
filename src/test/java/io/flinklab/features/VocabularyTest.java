package io.flinklab.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.flinklab.churn.Churn;
import java.util.List;
import org.junit.jupiter.api.Test;

class VocabularyTest {

    @Test
    void shouldHoldEachCategoryOnceInAlphabeticalOrder() {
        Vocabulary vocabulary =
                Churn.TUNED
                        .features()
                        .vocabulary(
                                Churn.SCHEMA,
                                List.of(
                                        People.from("Spain", "Male", 2),
                                        People.from("France", "Male", 1),
                                        People.from("Spain", "Female", 2)));

        assertThat(vocabulary.values().get("Geography")).containsExactly("France", "Spain");
        assertThat(vocabulary.values().get("Gender")).containsExactly("Female", "Male");
    }

    @Test
    void shouldWriteProductCountsAsFlinkMlsIndexerDoes() {
        Vocabulary vocabulary =
                Churn.TUNED
                        .features()
                        .vocabulary(Churn.SCHEMA, List.of(People.from("Spain", "Male", 2)));

        assertThat(vocabulary.values().get("NumOfProducts")).containsExactly("2.0");
    }

    @Test
    void shouldCountTheCategoriesOfAColumn() {
        Vocabulary vocabulary = People.vocabulary(4, 2, 3);

        assertThat(vocabulary.size("Geography")).isEqualTo(4);
        assertThat(vocabulary.sizes(List.of("Gender", "NumOfProducts"))).containsExactly(2, 3);
    }

    @Test
    void shouldHaveNoCategoriesWithoutCustomers() {
        assertThat(Churn.TUNED.features().vocabulary(Churn.SCHEMA, List.of()).size("Geography"))
                .isZero();
    }

    @Test
    void shouldNameTheColumnsItKnowsWhenAskedForAnother() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> People.vocabulary(1, 1, 1).size("Surname"))
                .withMessageContainingAll("Surname", "Geography", "Gender", "NumOfProducts");
    }
}
