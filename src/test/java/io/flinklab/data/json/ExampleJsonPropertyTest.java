package io.flinklab.data.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.flinklab.churn.Churn;
import io.flinklab.churn.CustomerGenerator;
import io.flinklab.data.Example;
import io.flinklab.data.ParsedRow;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;

class ExampleJsonPropertyTest {
    private static final String WRITTEN =
            ExampleJson.write(
                    Churn.SCHEMA, new CustomerGenerator(1).examples(1).findFirst().orElseThrow());

    private final ExampleJson parser = new ExampleJson(Churn.SCHEMA, "here");

    @Property(tries = 300, seed = "75")
    void shouldReadBackEveryCustomer(@ForAll long seed, @ForAll @LongRange(max = 50) long row) {
        Example customer =
                new CustomerGenerator(seed).examples(row + 1).skip(row).findFirst().orElseThrow();
        String json = ExampleJson.write(Churn.SCHEMA, customer);

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
