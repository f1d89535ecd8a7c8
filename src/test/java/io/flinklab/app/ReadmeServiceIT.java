package io.flinklab.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.flinklab.churn.Churn;
import io.flinklab.kit.FreePorts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The README's commands for the scoring service, as they would be pasted into a shell. */
class ReadmeServiceIT {
    private static final String MARK = "<!-- the service: run by ReadmeServiceIT -->\n```sh\n";

    @RegisterExtension static final Lab LAB = new Lab();

    @BeforeEach
    void requireTheParts() {
        assumeThat(Path.of("target/flink-ml-lab.jar"))
                .withFailMessage("SKIPPED: needs the jar; run mvn package")
                .isRegularFile();
        assumeThat(Stream.of(System.getenv("PATH").split(":")))
                .withFailMessage("SKIPPED: needs curl; Debian: apt-get install curl")
                .anyMatch(directory -> Path.of(directory, "curl").toFile().canExecute());
    }

    @Test
    void shouldAnswerAsTheReadmeAsks() throws Exception {
        Path store = LAB.model(TestData.SHIPPED, Churn.TUNED).directory().getParent();
        int port = FreePorts.find(1).get(0);
        String script =
                commands().replace("target/models", store.toString()).replace("8080", "" + port);
        Path output = LAB.newDirectory().resolve("output");
        Process shell =
                new ProcessBuilder("bash", "-c", script + "wait")
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start();
        try {
            assertThat(shell.waitFor(2, TimeUnit.MINUTES)).isTrue();
        } finally {
            shell.descendants().forEach(ProcessHandle::destroyForcibly);
            shell.destroyForcibly();
        }

        assertThat(Files.readString(output))
                .contains(
                        "scoring at http://127.0.0.1:" + port + " with model v000001",
                        "{\"CustomerId\":15634602,\"score\":0.",
                        "\"plan\":\"tuned\"",
                        "stopped\n")
                .doesNotContain("error", "refused");
    }

    private static String commands() throws Exception {
        String readme = Files.readString(Path.of("README.md"));
        int begin = readme.indexOf(MARK) + MARK.length();
        return readme.substring(begin, readme.indexOf("```", begin));
    }
}
