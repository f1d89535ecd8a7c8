package io.flinklab.interchange.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a second job of a cluster would meet if each brought libtorch's jars along. */
class OtherClassLoaderTest {
    @Test
    void shouldSayWhereTheJarsBelongIfAnotherClassLoaderHasTheLibrary() throws Exception {
        Torch.require();
        URL[] jars =
                Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                        .map(OtherClassLoaderTest::url)
                        .toArray(URL[]::new);
        try (URLClassLoader job = new URLClassLoader(jars, ClassLoader.getPlatformClassLoader())) {
            Method load = job.loadClass(LibTorch.class.getName()).getDeclaredMethod("load");
            load.setAccessible(true);

            ClassLoader ours = Thread.currentThread().getContextClassLoader();
            Thread.currentThread().setContextClassLoader(job);
            try {
                refusesTwice(load);
            } finally {
                Thread.currentThread().setContextClassLoader(ours);
            }
        }
        assertThat(Torch.jars()).hasSizeGreaterThanOrEqualTo(4);
    }

    private static void refusesTwice(Method load) {
        for (int attempt = 0; attempt < 2; attempt++) {
            assertThatThrownBy(() -> load.invoke(null))
                    .isInstanceOf(InvocationTargetException.class)
                    .cause()
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContainingAll("another class loader", "cluster's lib");
        }
    }

    private static URL url(String jar) {
        try {
            return Path.of(jar).toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalStateException("A path is always an address", e);
        }
    }
}
