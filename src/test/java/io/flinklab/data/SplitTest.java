package io.flinklab.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.flinklab.churn.Customer;
import io.flinklab.churn.CustomerGenerator;
import java.util.BitSet;
import java.util.List;
import java.util.stream.LongStream;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SplitTest {
    private static final List<Example> CUSTOMERS =
            new CustomerGenerator(3).examples(20_000).toList();

    @Test
    void shouldTrainOnTheFirstEightThousandAsTheArticleDoes() {
        Split.Part train = Split.article(10_000).train();

        assertThat(train.accepts(7_999, CUSTOMERS.get(0))).isTrue();
        assertThat(train.accepts(8_000, CUSTOMERS.get(0))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"0,0", "1,0", "4,3", "5,4", "9,7", "9223372036854775807,7378697629483820645"})
    void shouldRoundTheTrainingRowsDown(long rows, long train) {
        assertThat(new Split.Article(rows).trainRows()).isEqualTo(train);
    }

    @Test
    void shouldRefuseANegativeNumberOfRows() {
        assertThatIllegalArgumentException().isThrownBy(() -> Split.article(-1));
    }

    @Test
    void shouldTrainOnAWindowAndTestOnTheNewestRows() {
        BitSet train = BitSet.valueOf(new long[] {0b0010_1000});
        BitSet test = BitSet.valueOf(new long[] {0b1101_0000});
        Split window = Split.window(train, test);

        assertThat(positions(window.train())).containsExactly(3L, 5L);
        assertThat(positions(window.test())).containsExactly(4L, 6L, 7L);
        assertThatIllegalArgumentException().isThrownBy(() -> Split.window(train, train));
        assertThatIllegalArgumentException().isThrownBy(() -> Split.Method.WINDOW.of(8, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> Split.Method.parse("window"));
    }

    private static List<Long> positions(Split.Part part) {
        return LongStream.range(0, 8)
                .filter(row -> part.accepts(row, CUSTOMERS.get(0)))
                .boxed()
                .toList();
    }

    @Test
    void shouldPutEachRowOnExactlyOneSide() {
        for (Split split : List.of(Split.article(20_000), Split.hash(1))) {
            Split.Part train = split.train();
            Split.Part test = split.test();

            assertThat(CUSTOMERS)
                    .allMatch(
                            customer ->
                                    train.accepts(CUSTOMERS.indexOf(customer), customer)
                                            != test.accepts(CUSTOMERS.indexOf(customer), customer));
        }
    }

    @Test
    void shouldTrainOnFourFifthsOfTheCustomersByHash() {
        assertThat(trained(Split.hash(1))).hasSizeBetween(15_800, 16_200);
    }

    @Test
    void shouldSplitByHashWhateverTheOrder() {
        Split.Part train = Split.hash(1).train();

        assertThat(CUSTOMERS)
                .allMatch(customer -> train.accepts(0, customer) == train.accepts(9, customer));
    }

    @Test
    void shouldSplitInAnotherWayWithAnotherSeed() {
        Split one = Split.hash(1);
        Split two = Split.hash(2);

        assertThat(CUSTOMERS.stream().filter(c -> one.trains(0, c) && two.trains(0, c)))
                .hasSizeBetween(12_500, 13_100);
    }

    @Test
    void shouldNeverChangeTheHash() {
        List<Long> tested =
                LongStream.range(1, 30)
                        .filter(id -> !Split.hash(42).trains(0, withId(id)))
                        .boxed()
                        .toList();

        assertThat(tested).containsExactly(1L, 5L, 6L, 7L, 8L, 14L, 19L, 25L, 29L);
    }

    @Test
    void shouldTravelToAFlinkJob() throws Exception {
        Split.Part test = InstantiationUtil.clone(Split.hash(5).test());

        assertThat(CUSTOMERS)
                .allMatch(c -> test.accepts(0, c) == Split.hash(5).test().accepts(0, c));
    }

    private static List<Example> trained(Split split) {
        return CUSTOMERS.stream()
                .filter(customer -> split.trains(CUSTOMERS.indexOf(customer), customer))
                .toList();
    }

    private static Example withId(long id) {
        return new Customer(1, id, "A", 600, "France", "Male", 40, 1, 0, 1, 1, 1, 1, 0).toExample();
    }
}
