package io.flinklab.serving.compiled;

import java.util.List;

/**
 * A column of a pipeline as polynomials, and what it is besides where a later stage must know.
 *
 * @param elements one polynomial for each element
 * @param number the numeric column that it is unchanged, of the table or imputed, or -1
 * @param text the text column that it is, or -1
 * @param selector the selector whose state it is, or -1
 */
record Symbol(List<Polynomial> elements, int number, int text, int selector) {
    static Symbol ofNumber(int column, Polynomial element) {
        return new Symbol(List.of(element), column, -1, -1);
    }

    static Symbol ofText(int column) {
        return new Symbol(List.of(), -1, column, -1);
    }

    static Symbol ofSelector(int selector, Polynomial state) {
        return new Symbol(List.of(state), -1, -1, selector);
    }

    static Symbol ofVector(List<Polynomial> elements) {
        return new Symbol(List.copyOf(elements), -1, -1, -1);
    }
}
