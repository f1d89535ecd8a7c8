package io.flinklab.data;

import java.io.Serializable;

/** Chooses rows. */
@FunctionalInterface
public interface RowSelector extends Serializable {

    /** Chooses every row. */
    RowSelector ALL = (ordinal, example) -> true;

    /**
     * Whether a row is chosen.
     *
     * @param ordinal the row's position among all accepted rows in file order, from 0
     */
    boolean accepts(long ordinal, Example example);
}
