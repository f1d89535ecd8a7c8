package io.flinklab.training.rounds;

import java.util.function.Consumer;

/**
 * Rows to be looked at one after the other, as often as is needed.
 *
 * @param <R> a row
 */
@FunctionalInterface
public interface Rows<R> {
    /** Hands out each row, always in the same order; the next row may be in the same object. */
    void forEach(Consumer<R> each);
}
