package io.flinklab.data;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;

class CustomerJsonPropertyTest {
    private static final String WRITTEN =
            CustomerJson.write(new CustomerGenerator(1).customers(1).findFirst().orElseThrow());

    private final CustomerJson parser = new CustomerJson("here");

    @Property(tries = 300, seed = "75")
    void shouldReadBackEveryCustomer(@ForAll long seed, @ForAll @LongRange(max = 50) long row) {
        Customer customer =
                new CustomerGenerator(seed).customers(row + 1).skip(row).findFirst().orElseThrow();
        String json = CustomerJson.write(customer);

        assertThat(parser.parse(row, json)).isEqualTo(new ParsedRow.Accepted(customer, row, json));
    }

    @Property(tries = 3000, seed = "75")
    void shouldRejectAnyText(@ForAll String text) {
        assertThat(parser.parse(1, text)).isInstanceOf(ParsedRow.Rejected.class);
    }

    @Property(tries = 3000, seed = "75")
    void shouldNeverThrowForADamagedCustomer(@ForAll("damaged") String text) {
        assertThat(parser.parse(1, text)).isNotNull();
    }

    @Provide
    Arbitrary<String> damaged() {
        return Arbitraries.integers()
                .between(0, WRITTEN.length())
                .flatMap(
                        at ->
                                Arbitraries.strings()
                                        .ofMaxLength(5)
                                        .map(
                                                noise ->
                                                        WRITTEN.substring(0, at)
                                                                + noise
                                                                + WRITTEN.substring(at)));
    }
}
