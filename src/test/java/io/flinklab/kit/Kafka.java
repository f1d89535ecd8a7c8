package io.flinklab.kit;

import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/** One broker for all test classes that register this; a test that breaks it starts its own. */
public final class Kafka implements BeforeAllCallback {
    private KafkaBroker broker;

    @Override
    public void beforeAll(ExtensionContext context) {
        broker =
                context.getRoot()
                        .getStore(Namespace.create(Kafka.class))
                        .getOrComputeIfAbsent(
                                KafkaBroker.class, type -> start(), KafkaBroker.class);
    }

    /** {@code host:port}. */
    public String servers() {
        return broker.servers();
    }

    /** Makes a topic; a test chooses a name that no other test has. */
    public void createTopic(String name, int partitions) throws Exception {
        broker.createTopic(name, partitions);
    }

    private static KafkaBroker start() {
        try {
            return KafkaBroker.start();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("No Kafka for the tests", e);
        }
    }
}
