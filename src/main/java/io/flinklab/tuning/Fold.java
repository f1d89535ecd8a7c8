package io.flinklab.tuning;

import io.flinklab.data.Example;
import java.io.Serializable;

/**
 * A part of the rows that measures models, which the other parts train. Folds follow a seeded hash
 * of the key: rows with the same key, or without a key the same rows, are in the same fold,
 * whatever other rows there are.
 *
 * @param number from 1
 * @param options of the search, with the number of folds and their seed
 */
public record Fold(int number, SearchOptions options) implements Serializable {

    /** Whether a row measures; otherwise it trains. */
    public boolean tests(Example example) {
        return FoldedRows.fold(example, options.folds(), options.seed()) == number;
    }
}
