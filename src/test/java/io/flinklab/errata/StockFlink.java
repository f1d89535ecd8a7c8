package io.flinklab.errata;

import io.flinklab.app.EmbeddedCluster;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.Table;
import org.apache.flink.types.Row;
import org.apache.flink.util.CollectionUtil;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * One Flink MiniCluster for all test classes that register this. What runs there is Flink as
 * released; {@code StreamExecutionEnvironment.createLocalEnvironment(1)} would do as well, and
 * starts a cluster for each job.
 */
public final class StockFlink implements BeforeAllCallback {
    /** Two jobs of the kit with seven subtasks each, and one to spare. */
    private static final int SLOTS = 16;

    private EmbeddedCluster cluster;

    @Override
    public void beforeAll(ExtensionContext context) {
        cluster =
                context.getRoot()
                        .getStore(Namespace.create(StockFlink.class))
                        .getOrComputeIfAbsent(
                                SharedCluster.class,
                                type -> SharedCluster.start(),
                                SharedCluster.class)
                        .cluster;
    }

    /** A new environment at parallelism 1. */
    public StreamExecutionEnvironment environment() {
        return cluster.environment();
    }

    /** Runs a job that gives a table's rows. */
    public static List<Row> rows(Table table) {
        return CollectionUtil.iteratorToList(table.execute().collect());
    }

    /** Closed by JUnit after the last test class. */
    private record SharedCluster(EmbeddedCluster cluster) implements AutoCloseable {

        static SharedCluster start() {
            try {
                return new SharedCluster(EmbeddedCluster.start(SLOTS));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() {
            cluster.close();
        }
    }
}
