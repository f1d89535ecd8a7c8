package io.flinklab.lesson;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flinklab.data.Example;
import java.util.List;
import org.junit.jupiter.api.Test;

class TargetEncoderTest {
    private static final List<Example> CUSTOMERS =
            List.of(
                    FewCustomers.from("Spain", 1),
                    FewCustomers.from("Spain", 0),
                    FewCustomers.from("France", 0),
                    FewCustomers.from("France", 0));

    @Test
    void shouldLearnTheShareOfLeaversInEachCategory() {
        TargetEncoder rates = TargetEncoder.of(CUSTOMERS, each -> each.text(0));

        assertThat(rates.rate("Spain")).isEqualTo(0.5);
        assertThat(rates.rate("France")).isZero();
        assertThat(rates.rates()).containsOnlyKeys("France", "Spain");
    }

    @Test
    void shouldGiveAnUnseenCategoryTheOverallShare() {
        TargetEncoder rates = TargetEncoder.of(CUSTOMERS, each -> each.text(0));

        assertThat(rates.rate("Germany")).isEqualTo(0.25);
    }

    @Test
    void shouldEncodeCustomersInTheirOrder() {
        TargetEncoder rates = TargetEncoder.of(CUSTOMERS, each -> each.text(0));
        List<Example> others =
                List.of(
                        FewCustomers.from("Italy", 1),
                        FewCustomers.from("France", 1),
                        FewCustomers.from("Spain", 1));

        assertThat(rates.encode(others, each -> each.text(0))).containsExactly(0.25, 0, 0.5);
    }

    @Test
    void shouldRefuseToLearnWithoutLabels() {
        assertThatThrownBy(() -> TargetEncoder.of(List.of(), each -> each.text(0)))
                .hasMessageContaining("found 0 customers");
        List<Example> unlabelled = List.of(FewCustomers.from("Spain", Double.NaN));
        assertThatThrownBy(() -> TargetEncoder.of(unlabelled, each -> each.text(0)))
                .hasMessageContaining("label is known");
    }
}
