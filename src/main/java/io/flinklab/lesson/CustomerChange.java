package io.flinklab.lesson;

import io.flinklab.churn.Churn;
import io.flinklab.data.Example;

/**
 * What if this customer were like that in one respect?
 *
 * @param column a column of numbers, but not the label
 * @param value the column's new value
 */
public record CustomerChange(String column, double value) {

    /** Refuses another column. */
    public CustomerChange {
        Churn.SCHEMA.number(column);
    }

    /** The customer with the column changed and all else as it was. */
    public Example of(Example customer) {
        return customer.withNumber(Churn.SCHEMA.number(column), value);
    }
}
