package io.flinklab.data.inference;

import java.util.List;

/**
 * What nobody can see in a table.
 *
 * @param label the column to predict
 * @param positive its value that counts as 1; empty if the table shall decide
 * @param key the column that tells rows apart; empty if there is none
 * @param ignored columns that are not read
 */
public record InferenceOptions(String label, String positive, String key, List<String> ignored) {

    /** Copies the list. */
    public InferenceOptions {
        ignored = List.copyOf(ignored);
    }

    /** The label; the table decides the rest. */
    public static InferenceOptions label(String label) {
        return new InferenceOptions(label, "", "", List.of());
    }

    /** The same with a value that counts as 1. */
    public InferenceOptions withPositive(String value) {
        return new InferenceOptions(label, value, key, ignored);
    }

    /** The same with a key. */
    public InferenceOptions withKey(String column) {
        return new InferenceOptions(label, positive, column, ignored);
    }

    /** The same with columns that are not read. */
    public InferenceOptions withIgnored(String... columns) {
        return new InferenceOptions(label, positive, key, List.of(columns));
    }
}
