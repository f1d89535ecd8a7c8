package io.flinklab.data.synthetic;

import io.flinklab.data.Example;
import io.flinklab.data.Schema;
import io.flinklab.data.SplitMix64;

/**
 * The STAGGER concepts (Schlimmer and Granger, 1986): things of a size, a colour and a shape, each
 * of three. Positive are those that are small and red, then those that are green or a circle, then
 * those that are not small.
 */
public record Stagger() implements Concepts {
    private static final String[] SIZES = {"small", "medium", "large"};
    private static final String[] COLOURS = {"red", "green", "blue"};
    private static final String[] SHAPES = {"circle", "square", "triangle"};
    private static final Schema SCHEMA =
            Schema.builder()
                    .category("size")
                    .category("colour")
                    .category("shape")
                    .label("class", "1", "0")
                    .build();

    @Override
    public Schema schema() {
        return SCHEMA;
    }

    @Override
    public int count() {
        return 3;
    }

    @Override
    public Example example(SplitMix64 draws, int concept) {
        String size = one(SIZES, draws);
        String colour = one(COLOURS, draws);
        String shape = one(SHAPES, draws);
        boolean small = size.equals("small");
        boolean positive =
                switch (concept) {
                    case 0 -> small && colour.equals("red");
                    case 1 -> colour.equals("green") || shape.equals("circle");
                    default -> !small;
                };
        return new Example(
                null, new double[0], new String[] {size, colour, shape}, positive ? 1 : 0);
    }

    private static String one(String[] values, SplitMix64 draws) {
        return values[(int) (values.length * draws.next())];
    }
}
