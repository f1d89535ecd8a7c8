package io.flinklab.serving.compiled;

import java.util.Map;

/**
 * The part of a margin that depends on some selectors: for each combination of their states (a
 * cell) one coefficient for each of some products of variables.
 */
final class LookupTable {
    private final int[] selectors;
    private final int[] strides;
    private final int[] products;
    private final double[] coefficients;

    /**
     * An empty table.
     *
     * @param selectors positions of the selectors
     * @param states how many states each of them has
     * @param products positions of the products
     */
    LookupTable(int[] selectors, int[] states, int[] products) {
        this.selectors = selectors;
        this.products = products;
        this.strides = new int[selectors.length];
        int stride = products.length;
        for (int i = selectors.length - 1; i >= 0; i--) {
            strides[i] = stride;
            stride *= states[i];
        }
        this.coefficients = new double[stride];
    }

    double value(int[] states, double[] values) {
        int cell = 0;
        for (int i = 0; i < selectors.length; i++) {
            cell += states[selectors[i]] * strides[i];
        }
        double sum = 0;
        for (int i = 0; i < products.length; i++) {
            sum += coefficients[cell + i] * values[products[i]];
        }
        return sum;
    }

    /** Adds to the coefficient of the i-th product in each cell that agrees with the states. */
    void add(Map<Integer, Integer> states, int product, double coefficient) {
        spread(0, product, states, coefficient);
    }

    private int states(int i) {
        return (i == 0 ? coefficients.length : strides[i - 1]) / strides[i];
    }

    private void spread(int i, int offset, Map<Integer, Integer> states, double coefficient) {
        if (i == selectors.length) {
            coefficients[offset] += coefficient;
            return;
        }
        Integer fixed = states.get(selectors[i]);
        int first = fixed == null ? 0 : fixed;
        int last = fixed == null ? states(i) - 1 : fixed;
        for (int state = first; state <= last; state++) {
            spread(i + 1, offset + state * strides[i], states, coefficient);
        }
    }
}
