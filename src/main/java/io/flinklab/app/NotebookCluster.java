package io.flinklab.app;

import java.io.IOException;
import java.lang.reflect.Field;
import java.net.URI;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadPoolExecutor;
import org.apache.flink.client.deployment.executors.LocalExecutor;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.DeploymentOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.core.execution.PipelineExecutor;
import org.apache.flink.core.execution.PipelineExecutorFactory;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.dflib.jjava.jupyter.Extension;
import org.dflib.jjava.jupyter.kernel.BaseKernel;

/**
 * Lets programs written for Flink alone run in a notebook's cells. There {@code
 * StreamExecutionEnvironment.getExecutionEnvironment()} and {@code createLocalEnvironment()} give
 * local environments, whose jobs Flink would run on clusters that cannot load what cells define.
 * Flink looks for the executor of a job among the services of this interface; this one takes such
 * jobs to the notebook's cluster. Outside a notebook it takes none.
 */
public final class NotebookCluster implements PipelineExecutorFactory {
    private static final String NAME = "notebook";

    private static boolean inNotebook;
    private static EmbeddedCluster current;

    /** From now on local environments run here, on a cluster that their first job starts. */
    static synchronized void enable() {
        inNotebook = true;
        int processors = Runtime.getRuntime().availableProcessors();
        StreamExecutionEnvironment.setDefaultLocalParallelism(
                Math.min(processors, EmbeddedCluster.NOTEBOOK_SLOTS));
    }

    /** From now on local environments run as Flink runs them. */
    static synchronized void disable() {
        inNotebook = false;
        current = null;
    }

    /** From now on local environments run on this cluster, if this is a notebook. */
    static synchronized void use(EmbeddedCluster cluster) {
        current = cluster;
    }

    @Override
    public String getName() {
        return NAME;
    }

    /** Whether it is a local environment's configuration, in a notebook. */
    @Override
    public boolean isCompatibleWith(Configuration configuration) {
        String target = configuration.get(DeploymentOptions.TARGET);
        if (!inNotebook()
                || !(LocalExecutor.NAME.equalsIgnoreCase(target) || NAME.equals(target))) {
            return false;
        }
        // Flink refuses a job for which two services answer yes. It asks this one before its own,
        // because the project's classes stand first on a notebook's class path.
        configuration.set(DeploymentOptions.TARGET, NAME);
        return true;
    }

    /**
     * Runs a job on the notebook's cluster, and sets the address of the web UI in the environment's
     * configuration.
     */
    @Override
    public PipelineExecutor getExecutor(Configuration configuration) {
        return (pipeline, settings, userCodeClassLoader) -> {
            EmbeddedCluster cluster = cluster();
            URI webUi = cluster.webUi();
            settings.set(RestOptions.ADDRESS, webUi.getHost());
            settings.set(RestOptions.PORT, webUi.getPort());
            return cluster.executor().execute(pipeline, settings, userCodeClassLoader);
        };
    }

    private static synchronized boolean inNotebook() {
        return inNotebook;
    }

    private static synchronized EmbeddedCluster cluster() throws IOException {
        if (current == null) {
            current = EmbeddedCluster.forNotebook();
        }
        return current;
    }

    /** Tells this class that it runs in a notebook's kernel. */
    public static final class KernelExtension implements Extension {

        @Override
        public void install(BaseKernel kernel) {
            enable();
            attempt(
                    () -> CellClasses.besideFlink(kernel),
                    "Jobs will not find the lambdas of cells");
            attempt(
                    () -> runInOneThread(kernel),
                    "Cells run in several threads, so a table that one cell made may fail in"
                            + " another with a NullPointerException; make it again there");
        }

        /** A kernel dies of an extension that throws. */
        private static void attempt(KernelChange change, String otherwise) {
            try {
                change.make();
            } catch (ReflectiveOperationException | RuntimeException e) {
                System.err.println(otherwise + ": " + e);
            }
        }

        /**
         * Flink's planner keeps what a table needs in the thread that made its environment. JJava
         * runs the statements of cells in a pool of threads, which end after a minute without one.
         * It has no option for that, so its pool is replaced.
         */
        private static void runInOneThread(BaseKernel kernel) throws ReflectiveOperationException {
            Object evaluator = kernel.getClass().getMethod("getEvaluator").invoke(kernel);
            Object control = accessible(evaluator, "execControl").get(evaluator);
            Field executor = accessible(control, "executor");
            ThreadPoolExecutor pool = (ThreadPoolExecutor) executor.get(control);
            executor.set(control, Executors.newSingleThreadExecutor(pool.getThreadFactory()));
            pool.shutdown();
        }

        private static Field accessible(Object owner, String name) throws NoSuchFieldException {
            Field field = owner.getClass().getDeclaredField(name);
            field.setAccessible(true);
            return field;
        }

        /** What reaches into JJava, whose next version may not allow it. */
        @FunctionalInterface
        private interface KernelChange {
            void make() throws ReflectiveOperationException;
        }
    }
}
