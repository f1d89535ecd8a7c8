package io.flinklab.store;

/**
 * Versions of what trained the model.
 *
 * @param flink version of Flink
 * @param flinkMl version of Flink ML
 * @param java version of the Java runtime
 */
public record Libraries(String flink, String flinkMl, String java) {

    /** These versions on the Java runtime that calls. */
    public Libraries(String flink, String flinkMl) {
        this(flink, flinkMl, Runtime.version().toString());
    }
}
