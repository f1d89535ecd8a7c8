package io.flinklab.lesson;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.flink.types.Row;
import org.junit.jupiter.api.Test;

class PurchaseLogTest {
    private static final List<Row> LOG = PurchaseLog.rows(200, 1);

    @Test
    void shouldBeTheSameForTheSameSeed() {
        assertThat(PurchaseLog.rows(200, 1)).isEqualTo(LOG);
        assertThat(PurchaseLog.rows(200, 2)).isNotEqualTo(LOG);
    }

    @Test
    void shouldSellThreeToSixDifferentItemsToEachCustomer() {
        Map<Long, Long> items =
                LOG.stream()
                        .collect(
                                Collectors.groupingBy(
                                        row -> row.<Long>getFieldAs(0), Collectors.counting()));

        assertThat(items).hasSize(200);
        assertThat(items.values()).allMatch(count -> count >= 3 && count <= 6);
        assertThat(LOG).doesNotHaveDuplicates();
    }

    @Test
    void shouldNameItemsByTheirNumbers() {
        assertThat(PurchaseLog.name(0)).isEqualTo("coffee");
        assertThat(PurchaseLog.named(List.of(Row.of(1L, "0,2.345;11,1.0"), Row.of(0L, "1,2.345"))))
                .containsExactly(
                        List.of("coffee", "filters 2.35"),
                        List.of("filters", "coffee 2.35, eraser 1.00"));
    }

    @Test
    void shouldListWhatTheFirstCustomersBought() {
        assertThat(PurchaseLog.baskets(List.of(Row.of(1L, 0L), Row.of(1L, 4L), Row.of(2L, 3L)), 1))
                .containsExactly(List.of(1L, "coffee, tent"));
    }
}
