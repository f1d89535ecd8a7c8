package io.flinklab.training.network;

import io.flinklab.data.Example;

/** Which of the training rows only tell when to stop. */
public final class ValidationPart {
    private ValidationPart() {}

    public static boolean holds(Example customer, NetworkOptions options) {
        NetworkRow row = new NetworkRow((Long) customer.key(), 0, new double[0], customer.label());
        return row.isValidation(options.seed(), options.validationShare());
    }
}
