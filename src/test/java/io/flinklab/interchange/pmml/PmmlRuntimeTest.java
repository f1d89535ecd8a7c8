package io.flinklab.interchange.pmml;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flinklab.churn.Churn;
import io.flinklab.interchange.MissingRuntimeException;
import io.flinklab.interchange.Runtimes;
import io.flinklab.serving.ServedModel;
import io.flinklab.store.ModelFormat;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class PmmlRuntimeTest {
    private static final String MISSING = MissingRuntimeException.class.getName();

    @Test
    void shouldSayWhatToDoWhereTheEvaluatorIsNotInstalled() throws Exception {
        byte[] document = "<PMML/>".getBytes(StandardCharsets.UTF_8);
        String sha256 =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(document));
        ServedModel model =
                new ServedModel("v000001", sha256, Churn.SCHEMA, ModelFormat.PMML, document);
        Class<?> runtimes = new WithoutEvaluator().loadClass(Runtimes.class.getName());
        Method open = runtimes.getMethod("open", ServedModel.class);
        Object pmml = runtimes.getField(Runtimes.PMML.name()).get(null);

        assertThatThrownBy(() -> open.invoke(pmml, model))
                .cause()
                .matches(e -> e.getClass().getName().equals(MISSING))
                .hasMessageContaining("pmml4s")
                .hasMessageContaining("make runtimes");
    }

    /** Has the runtimes' classes of its own, and not those of pmml4s. */
    private static final class WithoutEvaluator extends ClassLoader {
        private WithoutEvaluator() {
            super(Runtimes.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (name.startsWith("org.pmml4s.")) {
                throw new ClassNotFoundException(name);
            } else if (!name.startsWith(Runtimes.class.getPackageName())) {
                return super.loadClass(name, resolve);
            }
            Class<?> known = findLoadedClass(name);
            return known == null ? defined(name) : known;
        }

        private Class<?> defined(String name) throws ClassNotFoundException {
            String file = name.replace('.', '/') + ".class";
            try (InputStream bytes = getParent().getResourceAsStream(file)) {
                byte[] content = bytes.readAllBytes();
                return defineClass(name, content, 0, content.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }
}
