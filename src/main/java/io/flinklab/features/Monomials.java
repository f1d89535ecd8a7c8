package io.flinklab.features;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The terms of a {@link FittedStage.PolynomialExpansion} in Flink ML's order. */
public final class Monomials {
    private Monomials() {}

    /**
     * All monomials of degree 1 to {@code degree} over {@code size} elements, each as the elements
     * it multiplies. The power of the last element changes slowest: for two elements and degree 2
     * {0}, {0, 0}, {1}, {1, 0}, {1, 1}.
     */
    public static List<int[]> of(int size, int degree) {
        List<int[]> monomials = new ArrayList<>();
        expand(size - 1, degree, new int[0], monomials);
        return monomials.subList(1, monomials.size());
    }

    private static void expand(int element, int degree, int[] factors, List<int[]> into) {
        if (degree == 0 || element < 0) {
            into.add(factors);
            return;
        }
        int[] product = factors;
        for (int power = 0; power <= degree; power++) {
            expand(element - 1, degree - power, product, into);
            product = append(product, element);
        }
    }

    private static int[] append(int[] factors, int element) {
        int[] longer = Arrays.copyOf(factors, factors.length + 1);
        longer[factors.length] = element;
        return longer;
    }
}
