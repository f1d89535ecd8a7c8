package io.flinklab.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.flinklab.data.RejectFile;
import io.flinklab.features.SamplePipelines;
import io.flinklab.features.UnseenCategory;
import io.flinklab.store.ModelStore;
import io.flinklab.store.StoreFixture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.apache.flink.util.FileUtils;

/** Whatever leads where: a command never changes its data, and makes whole files or none. */
class OutputPathsPropertyTest {
    private static final int GOOD = 5;

    private static Path models;

    @BeforeContainer
    static void publishAModel() throws IOException {
        models = Files.createTempDirectory("flink-ml-lab-models");
        StoreFixture.publish(ModelStore.at(models), SamplePipelines.reference(UnseenCategory.KEEP));
    }

    @AfterContainer
    static void deleteTheModel() throws IOException {
        FileUtils.deleteDirectory(models.toFile());
    }

    @Property(tries = 250, seed = "75")
    void shouldScoreIntoAnythingButTheData(
            @ForAll("dataForms") PathForm data,
            @ForAll PathForm out,
            @ForAll PathForm rejects,
            @ForAll boolean chosen)
            throws IOException {
        Path directory = Files.createTempDirectory("flink-ml-lab-paths");
        try {
            Scoring scoring = new Scoring(directory, data, out, rejects, chosen);
            Cli cli = scoring.run();

            scoring.assertDataUnchanged();
            if (scoring.isSound()) {
                assertThat(cli.exit()).as(cli.err()).isZero();
                scoring.assertWhole();
            } else {
                assertThat(cli.exit()).as(cli.err()).isIn(1, 2);
            }
            assertThat(hidden(directory)).isEmpty();
        } finally {
            FileUtils.deleteDirectory(directory.toFile());
        }
    }

    @Provide
    Arbitrary<PathForm> dataForms() {
        return Arbitraries.of(PathForm.values()).filter(PathForm::isData);
    }

    private static List<Path> hidden(Path directory) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            return all.filter(path -> path.getFileName().toString().startsWith(".")).toList();
        }
    }

    private static final class Scoring {
        private final List<String> lines;
        private final Path file;
        private final Path data;
        private final Path out;
        private final Path rejects;
        private final boolean chosen;
        private final boolean sound;

        /**
         * @param chosen whether the rejects go where they are told, or beside the scores
         */
        Scoring(
                Path directory,
                PathForm dataForm,
                PathForm outForm,
                PathForm rejectsForm,
                boolean chosen)
                throws IOException {
            lines = CustomerText.shipped(GOOD);
            lines.add("1,2,3");
            Path place = Files.createDirectories(directory.resolve("in/deep"));
            file = CustomerText.write(place.resolve("data.csv"), lines);
            data = dataForm.make(directory, "data.csv", file);
            out = outForm.make(directory, "out.csv", file);
            Path beside = out.resolveSibling(out.getFileName() + ".rejects.csv");
            rejects = chosen ? rejectsForm.make(directory, "rejects.csv", file) : beside;
            sound = isWritable(outForm) && (!chosen || isWritable(rejectsForm));
            this.chosen = chosen;
        }

        private static boolean isWritable(PathForm form) {
            return !form.isData() && form != PathForm.DIRECTORY && form != PathForm.LINK_TO_ITSELF;
        }

        boolean isSound() {
            return sound;
        }

        Cli run() {
            List<Object> arguments =
                    new ArrayList<>(List.of("score", "--store", models, "--data", data));
            arguments.addAll(List.of("--out", out, "--max-reject-share", 1));
            if (chosen) {
                arguments.addAll(List.of("--rejects", rejects));
            }
            return Cli.run(arguments.toArray());
        }

        void assertDataUnchanged() throws IOException {
            assertThat(Files.readAllLines(file)).isEqualTo(lines);
        }

        void assertWhole() throws IOException {
            assertThat(Files.readAllLines(out)).hasSize(GOOD + 1);
            assertThat(RejectFile.read(rejects)).hasSize(1);
        }
    }
}
