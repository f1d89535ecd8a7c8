package io.flinklab.store;

import static io.flinklab.store.StoreFixture.publish;
import static io.flinklab.store.StoreFixture.save;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a publisher prepares is deleted by others once that publisher has died, and not before. */
class StagingOwnerTest {
    private static final Instant LATER = StoreFixture.NOON.plus(Duration.ofDays(400));

    @TempDir private Path directory;
    @TempDir private Path links;

    @Test
    void shouldKeepWhatSomebodyStillPreparesHoweverLongItTakes() throws IOException {
        ModelStore store = StoreFixture.store(directory);
        try (Staging staging = store.stage()) {
            save(staging.pipeline());
            Files.setLastModifiedTime(staging.directory(), FileTime.from(Instant.EPOCH));

            publish(ModelStore.at(directory, Clock.fixed(LATER, ZoneOffset.UTC)));
            publish(ModelStore.at(linked(), Clock.fixed(LATER, ZoneOffset.UTC)));

            assertThat(staging.pipeline().resolve("metadata")).exists();
            StoredModel model =
                    store.publish(staging, StoreFixture.PIPELINE, StoreFixture.TRAINING, List.of());
            assertThat(model.version()).isEqualTo("v000003");
        }
        assertThat(names()).containsExactly("v000001", "v000002", "v000003");
    }

    @Test
    void shouldKeepWhatAnotherProcessPreparesUntilItDies() throws Exception {
        Process owner =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                StagingOwner.class.getName(),
                                directory.toString())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        try (BufferedReader said = owner.inputReader(StandardCharsets.UTF_8)) {
            Path staged = Path.of(said.readLine());
            Files.setLastModifiedTime(staged, FileTime.from(Instant.EPOCH));

            publish(ModelStore.at(directory, Clock.fixed(LATER, ZoneOffset.UTC)));
            assertThat(staged.resolve("pipeline/metadata")).exists();

            owner.destroyForcibly().waitFor();
            publish(StoreFixture.store(directory));
            assertThat(staged).doesNotExist();
        } finally {
            owner.destroyForcibly();
        }
        assertThat(names()).containsExactly("v000001", "v000002");
    }

    /**
     * Of a version of this project that locked nothing: nobody can tell whether its owner lives.
     */
    @Test
    void shouldKeepWhatNobodyCanTellTheOwnerOf() throws IOException {
        Path unknown = Files.createDirectories(directory.resolve(".staging-1"));
        Files.setLastModifiedTime(unknown, FileTime.from(Instant.EPOCH));

        publish(StoreFixture.store(directory));

        assertThat(unknown).exists();
    }

    @Test
    void shouldLeaveNothingBehindWhereNothingIsPublished() throws IOException {
        StoreFixture.store(directory).stage().close();

        assertThat(names()).isEmpty();
    }

    private Path linked() throws IOException {
        return Files.createSymbolicLink(links.resolve("link"), directory);
    }

    private List<String> names() throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.map(entry -> entry.getFileName().toString()).sorted().toList();
        }
    }
}
