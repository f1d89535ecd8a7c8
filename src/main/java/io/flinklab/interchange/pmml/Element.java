package io.flinklab.interchange.pmml;

import java.util.ArrayList;
import java.util.List;

/**
 * One element of a vector: {@code scale * (product of the factors - center)}. Scalers stay outside
 * the document's fields this way, where only the coefficients see them.
 */
record Element(double scale, double center, List<Factor> factors) {
    Element {
        factors = List.copyOf(factors);
    }

    static Element of(Factor factor) {
        return new Element(1, 0, List.of(factor));
    }

    static Element constant(double value) {
        return new Element(value, 0, List.of());
    }

    /** What a scaler makes of it: {@code (this - shift) * by}. */
    Element scaled(double shift, double by) {
        if (scale == 0 || factors.isEmpty()) {
            return constant((constant() - shift) * by);
        }
        return new Element(scale * by, center + shift / scale, factors);
    }

    /** The product of two elements that are not centered. */
    Element times(Element other) {
        List<Factor> all = new ArrayList<>(factors);
        all.addAll(other.factors);
        return new Element(scale * other.scale, 0, all);
    }

    /** Whether it is a product and no more. */
    boolean isProduct() {
        return center == 0;
    }

    /** Whether it is one factor and no more. */
    boolean isFactor() {
        return scale == 1 && center == 0 && factors.size() == 1;
    }

    /** What is added whatever the factors are. */
    double constant() {
        return factors.isEmpty() ? scale * (1 - center) : -scale * center;
    }

    /**
     * One factor of a product: a field's number, or 1 where the field has a value and 0 where it
     * has another.
     *
     * @param field of the document
     * @param value that is looked for; null for the field's number
     */
    record Factor(String field, String value) {
        static Factor number(String field) {
            return new Factor(field, null);
        }

        boolean isNumber() {
            return value == null;
        }

        @Override
        public String toString() {
            return isNumber() ? field : field + "=" + value;
        }
    }
}
