package io.flinklab.errata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.ml.common.broadcast.BroadcastContext;
import org.apache.flink.ml.common.broadcast.BroadcastUtils;
import org.apache.flink.util.function.ThrowingRunnable;
import org.junit.jupiter.api.Test;

@Erratum(
        stages = {},
        defect =
                "a job fails now and then where a stage broadcasts its model or a statistic, with "
                        + "`RejectedExecutionException`: the task that needed it may have read it and "
                        + "ended before it is told that it is there",
        cure = "our `BroadcastContext` stands before Flink ML's on the class path")
class BroadcastToAnEndedTaskTest {
    private static final String KEY = "model-0";
    private static final Tuple2<Boolean, List<?>> VARIABLE = Tuple2.of(true, List.of(1.5));

    @Test
    void flinkMlFailsTheTaskThatBroadcasts() throws Exception {
        try (URLClassLoader flinkMl = new FlinkMlFirst()) {
            Class<?> context = flinkMl.loadClass(BroadcastContext.class.getName());
            assertThat(context).isNotEqualTo(BroadcastContext.class);
            call(context, "putMailBoxExecutor", MailboxExecutor.class, new EndedTask());
            call(context, "putBroadcastVariable", Tuple2.class, VARIABLE);

            Method notify = context.getMethod("notifyCacheFinished", String.class);
            assertThatThrownBy(() -> notify.invoke(null, KEY))
                    .isInstanceOf(InvocationTargetException.class)
                    .hasCauseInstanceOf(RejectedExecutionException.class);
        }
    }

    @Test
    void oursLetsItEnd() {
        BroadcastContext.putMailBoxExecutor(KEY, new EndedTask());
        BroadcastContext.putBroadcastVariable(KEY, VARIABLE);

        BroadcastContext.notifyCacheFinished(KEY);

        assertThat(BroadcastContext.isCacheFinished(KEY)).isTrue();
        assertThat(BroadcastContext.<Double>getBroadcastVariable(KEY)).containsExactly(1.5);
        BroadcastContext.remove(KEY);
    }

    private static void call(Class<?> context, String method, Class<?> type, Object value)
            throws Exception {
        context.getMethod(method, String.class, type).invoke(null, KEY, value);
    }

    /** Flink ML's own classes; all others are the test's. */
    private static final class FlinkMlFirst extends URLClassLoader {

        FlinkMlFirst() {
            super(new URL[] {jar()}, BroadcastToAnEndedTaskTest.class.getClassLoader());
        }

        private static URL jar() {
            return BroadcastUtils.class.getProtectionDomain().getCodeSource().getLocation();
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.startsWith(BroadcastContext.class.getName())) {
                return super.loadClass(name, resolve);
            }
            Class<?> loaded = findLoadedClass(name);
            return loaded == null ? findClass(name) : loaded;
        }
    }

    /** The mailbox of a task that has ended takes no mail. */
    private static final class EndedTask implements MailboxExecutor {

        @Override
        public void execute(
                ThrowingRunnable<? extends Exception> command, String format, Object... arguments) {
            throw new RejectedExecutionException("Mailbox is in state CLOSED");
        }

        @Override
        public void yield() {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean tryYield() {
            return false;
        }
    }
}
