package io.flinklab.training;

import java.lang.reflect.Proxy;
import java.net.URL;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.TableConfig;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.table.api.bridge.java.internal.StreamTableEnvironmentImpl;
import org.apache.flink.table.catalog.CatalogManager;
import org.apache.flink.table.catalog.CatalogStoreHolder;
import org.apache.flink.table.catalog.FunctionCatalog;
import org.apache.flink.table.catalog.GenericInMemoryCatalog;
import org.apache.flink.table.catalog.GenericInMemoryCatalogStore;
import org.apache.flink.table.delegation.Executor;
import org.apache.flink.table.module.ModuleManager;
import org.apache.flink.table.resource.ResourceManager;
import org.apache.flink.util.FlinkUserCodeClassLoaders;

/**
 * The table environments of training: without SQL and without Flink's planner. Flink ML's stages
 * use tables only to hand streams of rows to each other; to load the planner for that, and to plan
 * it, costs a third of a short training (measured: `make bench`).
 *
 * <p>The limit: tables are streams of rows, and back; a projection may only name all columns in
 * their order. A stage that asks for more, such as Flink ML's {@code SQLTransformer}, fails when
 * the job is built, before anything runs. To train with such a stage, let {@link #create} return
 * {@code StreamTableEnvironment.create(environment)}: nothing else has to change, and the models
 * stay the same. It stands on classes of Flink that are not public, so look here first when a new
 * version of Flink does not compile.
 */
public final class PlainTables {
    private static final String CATALOG = "default";

    private PlainTables() {}

    /** The only place where training chooses what plans its tables. */
    public static StreamTableEnvironment create(StreamExecutionEnvironment environment) {
        ClassLoader classLoader = Thread.currentThread().getContextClassLoader();
        Configuration configuration = new Configuration();
        TableConfig tableConfig = TableConfig.getDefault();
        CatalogManager catalogs = catalogs(environment, classLoader, tableConfig);
        ModuleManager modules = new ModuleManager();
        ResourceManager resources =
                new ResourceManager(
                        configuration,
                        FlinkUserCodeClassLoaders.create(new URL[0], classLoader, configuration));
        return new StreamTableEnvironmentImpl(
                catalogs,
                modules,
                resources,
                new FunctionCatalog(tableConfig, resources, catalogs, modules),
                tableConfig,
                environment,
                new PlainPlanner(),
                unsupported(Executor.class),
                true);
    }

    private static CatalogManager catalogs(
            StreamExecutionEnvironment environment, ClassLoader classLoader, TableConfig config) {
        return CatalogManager.newBuilder()
                .classLoader(classLoader)
                .config(config)
                .defaultCatalog(CATALOG, new GenericInMemoryCatalog(CATALOG, CATALOG))
                .executionConfig(environment.getConfig())
                .catalogStoreHolder(
                        CatalogStoreHolder.newBuilder()
                                .catalogStore(new GenericInMemoryCatalogStore())
                                .config(config)
                                .classloader(classLoader)
                                .build())
                .build();
    }

    /** The part of an environment that plain tables do without. */
    static <T> T unsupported(Class<T> part) {
        return part.cast(
                Proxy.newProxyInstance(
                        part.getClassLoader(),
                        new Class<?>[] {part},
                        (proxy, method, arguments) -> {
                            throw unsupported(part.getSimpleName() + "." + method.getName());
                        }));
    }

    static UnsupportedOperationException unsupported(String what) {
        return new UnsupportedOperationException(
                "Training's tables are streams of rows without SQL; a stage asked for "
                        + what
                        + ". To train with such a stage, return"
                        + " StreamTableEnvironment.create(environment) from "
                        + PlainTables.class.getSimpleName()
                        + ".create.");
    }
}
