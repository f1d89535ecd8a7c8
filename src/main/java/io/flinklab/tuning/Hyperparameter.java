package io.flinklab.tuning;

import io.flinklab.data.NearestName;
import io.flinklab.training.Hyperparameters;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What can be searched: the hyperparameters of {@link Hyperparameters.Logistic}. */
enum Hyperparameter {
    REG,
    TOL,
    MAX_ITER;

    /**
     * The hyperparameter of a name such as {@code max-iter}.
     *
     * @throws IllegalArgumentException there is none of that name
     */
    static Hyperparameter named(String name) {
        return Arrays.stream(values())
                .filter(each -> each.toString().equals(name))
                .findFirst()
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "%s cannot be searched: expected one of %s%s"
                                                .formatted(
                                                        name,
                                                        names(),
                                                        NearestName.hint(name, names()))));
    }

    static List<String> names() {
        return Arrays.stream(values()).map(Hyperparameter::toString).toList();
    }

    boolean isWhole() {
        return this == MAX_ITER;
    }

    /**
     * The same hyperparameters with another value of this one.
     *
     * @throws IllegalArgumentException the value is out of its range
     */
    Hyperparameters set(Hyperparameters all, double value) {
        return switch (this) {
            case REG -> all.withReg(value);
            case TOL -> all.withTol(value);
            case MAX_ITER -> all.withMaxIter((int) value);
        };
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
