package io.flinklab.interchange.python;

import io.flinklab.interchange.MissingRuntimeException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.stream.Stream;

/** Finds the Python that has scikit-learn and Flink's Python worker. */
final class PythonInterpreter {
    /** The system property or else environment variable that names another Python. */
    static final String VARIABLE = "FLINKLAB_PYTHON";

    private static final Path USUAL = Path.of(".venv", "python-udf", "bin", "python");

    private PythonInterpreter() {}

    /**
     * The one that {@link #VARIABLE} names; otherwise that of {@code make python-udf}, in the
     * working directory or in the project whose {@code target} holds this program.
     *
     * @throws MissingRuntimeException there is none
     */
    static Path find() {
        String named = System.getProperty(VARIABLE, System.getenv(VARIABLE));
        Stream<Path> places =
                named != null
                        ? Stream.of(Path.of(named))
                        : Stream.of(Path.of(""), project()).map(root -> root.resolve(USUAL));
        return places.map(Path::toAbsolutePath)
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> missing(named, null));
    }

    static MissingRuntimeException missing(String named, Throwable cause) {
        String what = "Python with scikit-learn";
        return new MissingRuntimeException(
                named == null ? what : what + " at " + named, "make python-udf", cause);
    }

    private static Path project() {
        CodeSource source = PythonInterpreter.class.getProtectionDomain().getCodeSource();
        try {
            URI program = source.getLocation().toURI();
            Path target = Path.of(program).getParent();
            return target.resolveSibling("");
        } catch (URISyntaxException | RuntimeException notAFile) {
            return Path.of("");
        }
    }
}
