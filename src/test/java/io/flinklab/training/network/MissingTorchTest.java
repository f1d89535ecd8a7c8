package io.flinklab.training.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.flinklab.training.TrainingException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import org.junit.jupiter.api.Test;

/** The light build has no PyTorch; here a class loader hides it. */
class MissingTorchTest {

    @Test
    void shouldSayHowToGetPyTorch() throws Exception {
        try (WithoutDjl loader = new WithoutDjl()) {
            Method require =
                    loader.loadClass(TorchEngine.class.getName()).getDeclaredMethod("require");
            require.setAccessible(true);

            Throwable thrown = catchThrowable(() -> require.invoke(null));

            assertThat(((InvocationTargetException) thrown).getTargetException())
                    .isInstanceOf(TrainingException.class)
                    .hasMessageContainingAll("expected PyTorch", "found none", "`make runtimes`");
        }
    }

    /** Loads the engine's class anew, and nothing of DJL. */
    private static final class WithoutDjl extends URLClassLoader {

        WithoutDjl() {
            super(
                    new URL[] {
                        TorchEngine.class.getProtectionDomain().getCodeSource().getLocation()
                    },
                    MissingTorchTest.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (name.startsWith("ai.djl.")) {
                throw new ClassNotFoundException(name);
            }
            return name.equals(TorchEngine.class.getName())
                    ? findClass(name)
                    : super.loadClass(name, resolve);
        }
    }
}
