package io.flinklab.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.flinklab.streaming.LiveModels;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A watched directory with odd files, and a state that meets other options and a power cut. */
class WatchedStreamIT {
    private static final int ROWS = 50;

    @TempDir Path directory;
    private Path in;
    private List<String> lines;

    @BeforeEach
    void fillTheDirectory() throws Exception {
        PackagedJar.require();
        LiveModels.in(directory.resolve("models")).publish();
        lines = CustomerText.shipped(ROWS);
        in = Files.createDirectory(directory.resolve("in"));
        Files.createSymbolicLink(in.resolve("nowhere.csv"), directory.resolve("none.csv"));
        CustomerText.write(in.resolve("2026-11-28T10:00:00.csv"), lines);
    }

    @Test
    void shouldStopAndGoOnWhateverItMeets() throws Exception {
        try (StreamProcess stream = start("--reload", "every=200ms")) {
            awaitScores(stream, ROWS);
            terminate(stream);
        }
        Files.delete(in.resolve("2026-11-28T10:00:00.csv"));
        CustomerText.write(in.resolve("second.csv"), lines);
        try (StreamProcess stream = start()) {
            awaitScores(stream, 2 * ROWS);
            awaitTwoCheckpoints();
            stream.kill();
        }
        Files.write(checkpoints().get(0), new byte[0]);
        try (StreamProcess stream = start()) {
            assertThat(stream.output())
                    .contains("is damaged", "The stream goes on from an older one");
            CustomerText.write(in.resolve("third.csv"), lines);
            awaitScores(stream, 3 * ROWS);
            terminate(stream);
        }
        Object[] elsewhere = arguments();
        elsewhere[2] = directory;
        Cli.run(elsewhere).failsSaying("Expected --source file:" + in + ", found");
        // Once in all runs.
        assertThat(lines("out-rejects"))
                .singleElement()
                .asString()
                .contains("nowhere.csv", "is a link");

        CustomerText.write(in.resolve("fourth.csv"), lines);
        try (StreamProcess stream = start("--service", "http://127.0.0.1:1")) {
            Eventually.holds(
                    "the stream fails for want of a service",
                    () -> stream.output().contains("to RESTARTING"));
            terminate(stream);
        }
        Cli.run(arguments()).failsSaying("Expected --service, found --store");

        for (Path metadata : saved()) {
            Files.write(metadata, new byte[1000]);
        }
        Cli.run(arguments()).failsSaying("has no checkpoint that is whole", "To begin anew");
        assertThat(lines("out")).hasSize(3 * ROWS);
    }

    private StreamProcess start(String... more) throws Exception {
        List<String> all = new ArrayList<>();
        for (Object argument : arguments()) {
            all.add(argument.toString());
        }
        if (List.of(more).contains("--service")) {
            int store = all.indexOf("--store");
            all.subList(store, store + 2).clear();
        }
        all.addAll(List.of(more));
        return StreamProcess.start(directory, Map.of(), all.toArray(String[]::new));
    }

    private Object[] arguments() {
        return new Object[] {
            "stream",
            "--source",
            in,
            "--watch",
            "200ms",
            "--settle",
            "300ms",
            "--sink",
            directory.resolve("out"),
            "--store",
            directory.resolve("models"),
            "--checkpoint",
            "300ms",
            "--state",
            directory.resolve("state")
        };
    }

    private static void terminate(StreamProcess stream) throws Exception {
        stream.terminate();
        assertThat(stream.exitCode()).as(stream.output()).isZero();
        assertThat(stream.output()).contains("stopped", "the same command goes on from ");
    }

    private void awaitScores(StreamProcess stream, int count) throws Exception {
        Eventually.holds(
                count + " scores are out; " + stream.output(), () -> lines("out").size() == count);
    }

    /** Two of those that begin from now on are there. */
    private void awaitTwoCheckpoints() throws Exception {
        long last = number(checkpoints().get(0));
        Eventually.holds(
                "two more checkpoints",
                () -> checkpoints().size() > 1 && number(checkpoints().get(1)) > last);
    }

    /** Metadata of checkpoints, the newest first; none while one is deleted. */
    private List<Path> checkpoints() throws IOException {
        try (Stream<Path> files = Files.walk(directory.resolve("state/checkpoints"))) {
            return files.filter(file -> file.endsWith("_metadata"))
                    .sorted(Comparator.comparingLong(WatchedStreamIT::number).reversed())
                    .toList();
        } catch (UncheckedIOException deletedMeanwhile) {
            return List.of();
        }
    }

    private static long number(Path metadata) {
        return Long.parseLong(metadata.getParent().getFileName().toString().substring(4));
    }

    private List<Path> saved() throws IOException {
        try (Stream<Path> files = Files.walk(directory.resolve("state"))) {
            return files.filter(file -> file.endsWith("_metadata")).toList();
        }
    }

    private List<String> lines(String name) throws IOException {
        List<String> all = new ArrayList<>();
        Path output = directory.resolve(name);
        if (Files.exists(output)) {
            try (Stream<Path> files = Files.list(output)) {
                for (Path file :
                        files.filter(each -> !each.getFileName().toString().startsWith("."))
                                .toList()) {
                    all.addAll(Files.readAllLines(file));
                }
            }
        }
        return all;
    }
}
