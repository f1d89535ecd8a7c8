package io.flinklab.data.synthetic;

import io.flinklab.data.Example;
import io.flinklab.data.Schema;
import io.flinklab.data.SplitMix64;

/** A table whose features stay as they are while the rule that gives the label may change. */
public sealed interface Concepts permits Agrawal, Sea, Stagger {

    /** The columns, without a key. */
    Schema schema();

    /** How many rules there are; they count from 0. */
    int count();

    /** A row with its label: the same draws give the same features, whatever the rule. */
    Example example(SplitMix64 draws, int concept);
}
