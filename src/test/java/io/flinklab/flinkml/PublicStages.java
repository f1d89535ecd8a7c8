package io.flinklab.flinkml;

import java.io.IOException;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarFile;
import org.apache.flink.ml.api.Stage;

/** The stages in Flink ML's jar. */
public final class PublicStages {
    private static final String CLASS = ".class";

    private PublicStages() {}

    /** Every public class of the jar that is a stage and not abstract. */
    public static List<Class<?>> find()
            throws IOException, URISyntaxException, ClassNotFoundException {
        Path jar = Path.of(Stage.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        List<Class<?>> stages = new ArrayList<>();
        try (JarFile file = new JarFile(jar.toFile())) {
            for (String entry : file.stream().map(Object::toString).toList()) {
                if (entry.startsWith("org/apache/flink/ml/") && entry.endsWith(CLASS)) {
                    Class<?> type = load(entry);
                    if (isPublicStage(type)) {
                        stages.add(type);
                    }
                }
            }
        }
        return stages;
    }

    private static Class<?> load(String entry) throws ClassNotFoundException {
        String name = entry.substring(0, entry.length() - CLASS.length()).replace('/', '.');
        return Class.forName(name, false, Stage.class.getClassLoader());
    }

    private static boolean isPublicStage(Class<?> type) {
        return Stage.class.isAssignableFrom(type)
                && Modifier.isPublic(type.getModifiers())
                && !Modifier.isAbstract(type.getModifiers());
    }
}
