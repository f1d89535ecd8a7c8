package io.flinklab.data.synthetic;

import io.flinklab.data.Example;
import io.flinklab.data.NumberRange;
import io.flinklab.data.Schema;
import io.flinklab.data.SplitMix64;

/**
 * The SEA concepts (Street and Kim, 2001): three numbers, equally spread from 0 to 10, of which the
 * third means nothing. A row is positive if the first two add up to no more than a bound: 8, 9, 7
 * or 9.5. In the paper a tenth of the labels is wrong.
 */
public record Sea() implements Concepts {
    private static final double[] BOUNDS = {8, 9, 7, 9.5};
    private static final NumberRange RANGE = NumberRange.decimal(0, 10);
    private static final Schema SCHEMA =
            Schema.builder()
                    .number("first", RANGE)
                    .number("second", RANGE)
                    .number("third", RANGE)
                    .label("class", "1", "0")
                    .build();

    @Override
    public Schema schema() {
        return SCHEMA;
    }

    @Override
    public int count() {
        return BOUNDS.length;
    }

    @Override
    public Example example(SplitMix64 draws, int concept) {
        double[] numbers = {10 * draws.next(), 10 * draws.next(), 10 * draws.next()};
        boolean positive = numbers[0] + numbers[1] <= BOUNDS[concept];
        return new Example(null, numbers, new String[0], positive ? 1 : 0);
    }
}
