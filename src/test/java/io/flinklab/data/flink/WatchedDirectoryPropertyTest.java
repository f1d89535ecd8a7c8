package io.flinklab.data.flink;

import static io.flinklab.data.CustomerFiles.HEADER;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Random lives of a directory. Whatever happens in it, each complete file's rows come once, all
 * else is told once, and nothing is thrown.
 */
class WatchedDirectoryPropertyTest {
    private static final int DIRECTORIES = 30;
    private static final int STEPS = 25;
    private static final Duration SETTLE = Duration.ofSeconds(2);
    private static final Duration SHORT = Duration.ofSeconds(1);
    private static final Duration LONG = SETTLE.multipliedBy(5);
    private static final List<String> NAMES =
            List.of("a.csv", "b c.csv", "10:00.csv", "%25#?.csv", "ü\\.csv", "new\nline.csv");

    @TempDir Path temporary;

    @ParameterizedTest
    @EnumSource
    void shouldDeliverEachCompleteFileOnce(DataFileSource.ChangedFile changed) throws Exception {
        for (long seed = 1; seed <= DIRECTORIES; seed++) {
            Path root = Files.createDirectory(temporary.resolve(changed + "-" + seed));
            Life life = new Life(root, changed, new Random(seed));
            for (int step = 0; step < STEPS; step++) {
                life.step("seed " + seed + ", step " + step);
            }
        }
    }

    /** One directory, and what is expected of it. */
    private static final class Life {
        private final Random random;
        private final Path root;
        private final Path aside;
        private final DataFileSource.ChangedFile changed;
        private final WatchedFiles watched;
        private final List<String> rows = new ArrayList<>();
        private final List<String> rejected = new ArrayList<>();
        private final List<Path> known = new ArrayList<>();
        private int customers;

        Life(Path temporary, DataFileSource.ChangedFile changed, Random random) throws IOException {
            this.random = random;
            this.changed = changed;
            root = Files.createDirectory(temporary.resolve("in"));
            aside = Files.createDirectory(temporary.resolve("aside"));
            watched = new WatchedFiles(root, new FileIntake.SettleRule(SETTLE, changed));
        }

        void step(String when) throws IOException {
            Path file = place().resolve(NAMES.get(random.nextInt(NAMES.size())));
            Files.createDirectories(file.getParent());
            clear(file);
            switch (random.nextInt(8)) {
                case 0 -> inPlace(file);
                case 1 -> slowly(file);
                case 2 -> movedIn(file);
                case 3 -> link(file);
                case 4 -> goneBeforeItIsRead(file);
                case 5 -> changedBeforeItIsRead(file);
                case 6 -> odd(file);
                default -> grown(file);
            }
            if (random.nextBoolean()) {
                watched.restart();
            }
            watched.look(SHORT).look(LONG).look(LONG).read();

            assertThat(watched.takeRows()).as(when).containsExactlyInAnyOrderElementsOf(rows);
            assertThat(watched.takeDefects())
                    .as(when)
                    .hasSameSizeAs(rejected)
                    .allSatisfy(
                            defect ->
                                    assertThat(rejected)
                                            .anySatisfy(name -> assertThat(defect).contains(name)));
            rows.clear();
            rejected.clear();
        }

        private Path place() {
            return switch (random.nextInt(4)) {
                case 0 -> root.resolve("sub");
                case 1 -> root.resolve("sub/10:30");
                default -> root;
            };
        }

        /** One look or none sees that the name is free; one odd thing for another is not seen. */
        private void clear(Path file) throws IOException {
            boolean odd = !Files.isRegularFile(file);
            if (Files.deleteIfExists(file) && (odd || random.nextBoolean())) {
                watched.look(SHORT);
            }
        }

        private void inPlace(Path file) throws IOException {
            Files.writeString(file, content(file));
        }

        private void slowly(Path file) throws IOException {
            String text = content(file);
            Files.createFile(file);
            int written = 0;
            while (written < text.length()) {
                int end = Math.min(text.length(), written + 1 + random.nextInt(60));
                Files.writeString(file, text.substring(written, end), StandardOpenOption.APPEND);
                watched.look(SHORT).read();
                written = end;
            }
        }

        private void movedIn(Path file) throws IOException {
            Path written = Files.writeString(aside.resolve("moving.csv"), content(file));
            Files.setLastModifiedTime(written, FileTime.fromMillis(1_700_000_000_000L + customers));
            Files.move(written, file, StandardCopyOption.REPLACE_EXISTING);
            watched.look(Duration.ZERO).read();
        }

        private void link(Path file) throws IOException {
            Path target = aside.resolve("target-" + customers + ".csv");
            Files.createSymbolicLink(file, target);
            watched.look(SHORT).read();
            Files.writeString(target, content(file));
        }

        private void goneBeforeItIsRead(Path file) throws IOException {
            int before = rows.size();
            Files.writeString(file, content(file));
            watched.look(SHORT).look(LONG);
            if (rows.size() > before) {
                rows.subList(before, rows.size()).clear();
                rejected.add(name(file));
            }
            Files.delete(file);
        }

        private void changedBeforeItIsRead(Path file) throws IOException {
            boolean first = !known.contains(file);
            int before = rows.size();
            Files.writeString(file, content(file));
            watched.look(SHORT).look(LONG);
            if (first || changed == DataFileSource.ChangedFile.RESCORE) {
                rows.subList(before, rows.size()).clear();
                known.remove(file);
            }
            Files.writeString(file, content(file));
        }

        private void grown(Path file) throws IOException {
            Files.writeString(file, content(file));
            watched.look(SHORT).look(LONG).read();
            String more = row();
            if (changed == DataFileSource.ChangedFile.RESCORE) {
                rows.addAll(Files.readAllLines(file).stream().filter(this::isRow).toList());
                rows.add(more);
            } else {
                rejected.add(name(file));
            }
            Files.writeString(file, "\n" + more + "\n", StandardOpenOption.APPEND);
        }

        private void odd(Path file) throws IOException {
            rejected.add(name(file));
            switch (random.nextInt(3)) {
                case 0 -> Files.createSymbolicLink(file, file.getFileName());
                case 1 -> Files.createSymbolicLink(file, aside.resolve("nothing.csv"));
                default -> WatchedFiles.socket(file);
            }
        }

        /** Longer than all before; expected once if the name is new. */
        private String content(Path file) {
            List<String> lines = new ArrayList<>(List.of(HEADER));
            for (int i = random.nextInt(3); i >= 0; i--) {
                lines.add(row());
            }
            if (!known.contains(file) || changed == DataFileSource.ChangedFile.RESCORE) {
                rows.addAll(lines.subList(1, lines.size()));
            } else {
                rejected.add(name(file));
            }
            if (!known.contains(file)) {
                known.add(file);
            }
            lines.add("# " + "x".repeat(customers));
            return String.join("\n", lines) + (random.nextInt(4) == 0 ? "" : "\n");
        }

        private String row() {
            customers++;
            return customers + "," + customers + ",Anna,600,France,Female,40,3,0.0,1,1,0,5.5,1";
        }

        private boolean isRow(String line) {
            return !line.equals(HEADER) && !line.startsWith("#");
        }

        private static String name(Path file) {
            return file.getFileName().toString();
        }
    }
}
