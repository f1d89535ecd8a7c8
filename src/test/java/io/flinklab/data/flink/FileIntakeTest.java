package io.flinklab.data.flink;

import static io.flinklab.data.CustomerFiles.ANNA;
import static io.flinklab.data.CustomerFiles.BEN;
import static io.flinklab.data.CustomerFiles.CLEO;
import static io.flinklab.data.CustomerFiles.HEADER;
import static org.assertj.core.api.Assertions.assertThat;

import io.flinklab.data.CustomerFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When a file of a watched directory is taken, and what becomes of one that changes. */
class FileIntakeTest {
    private static final Duration NOW = Duration.ZERO;
    private static final Duration SETTLE = Duration.ofSeconds(2);
    private static final Duration SHORTER = SETTLE.minusMillis(1);
    private static final Duration LONG = SETTLE.multipliedBy(5);

    @TempDir Path temporary;
    private Path directory;
    private WatchedFiles watched;

    @BeforeEach
    void watch() throws Exception {
        directory = Files.createDirectory(temporary.resolve("in"));
        watched = watching(DataFileSource.ChangedFile.REJECT);
    }

    @Test
    void shouldTakeAFileThatHasComeToRest() throws Exception {
        write("a.csv", HEADER, ANNA);

        assertThat(watched.look(NOW).read().takeRows()).isEmpty();
        assertThat(watched.look(SHORTER).read().takeRows()).isEmpty();
        append("a.csv", BEN + "\n");
        assertThat(watched.look(SHORTER).read().takeRows()).isEmpty();
        assertThat(watched.look(SETTLE).read().takeRows()).containsExactly(ANNA, BEN);
        assertThat(watched.look(LONG).read().takeRows()).isEmpty();
        assertThat(watched.takeDefects()).isEmpty();
    }

    @Test
    void shouldTakeAFileAtOnceThatWasMovedToItsNameAfterItWasWritten() throws Exception {
        Path aside = CustomerFiles.write(directory, ".a.csv", HEADER, ANNA);
        // As if it had been written a while ago: a rename in the same tick is not seen.
        Files.setLastModifiedTime(aside, FileTime.fromMillis(1_700_000_000_000L));
        Files.move(aside, directory.resolve("a.csv"), StandardCopyOption.ATOMIC_MOVE);

        assertThat(watched.look(NOW).read().takeRows()).containsExactly(ANNA);
    }

    @Test
    void shouldTakeAFileWhenItIsSeenIfItIsToldTo() throws Exception {
        watched = new WatchedFiles(directory, FileIntake.SettleRule.AT_ONCE);
        write("a.csv", HEADER, ANNA);

        assertThat(watched.look(NOW).read().takeRows()).containsExactly(ANNA);
    }

    @Test
    void shouldGiveAFileTimeToEndItsLastLine() throws Exception {
        String half = BEN.substring(0, BEN.length() / 2);
        Files.writeString(directory.resolve("a.csv"), HEADER + "\n" + ANNA + "\n" + half);

        watched.look(NOW).look(SETTLE).look(SETTLE).read();
        append("a.csv", BEN.substring(half.length()) + "\n");
        watched.look(NOW).look(SETTLE).read();

        assertThat(watched.takeRows()).containsExactly(ANNA, BEN);
    }

    @Test
    void shouldTakeAFileWhoseLastLineNeverEnds() throws Exception {
        Files.writeString(directory.resolve("a.csv"), HEADER + "\n" + ANNA);

        assertThat(watched.look(NOW).look(LONG).read().takeRows()).containsExactly(ANNA);
    }

    @Test
    void shouldTellThatAFileGrewAfterItWasTaken() throws Exception {
        write("a.csv", HEADER, ANNA);
        watched.look(NOW).look(SETTLE).read();
        append("a.csv", BEN + "\n");
        watched.look(NOW).look(SETTLE).look(LONG).read();

        assertThat(watched.takeRows()).containsExactly(ANNA);
        assertThat(watched.takeDefects())
                .singleElement()
                .asString()
                .contains("a.csv grew after it was taken", "--changed rescore");
    }

    @Test
    void shouldTellOfNewContentUnderANameThatWasDeleted() throws Exception {
        write("a.csv", HEADER, ANNA);
        watched.look(NOW).look(SETTLE).read();
        Files.delete(directory.resolve("a.csv"));
        watched.look(LONG);
        write("a.csv", HEADER, BEN, CLEO);
        watched.look(NOW).look(SETTLE).look(LONG).read();

        assertThat(watched.takeRows()).containsExactly(ANNA);
        assertThat(watched.takeDefects()).hasSize(1);
    }

    @Test
    void shouldReadNewContentUnderANameAgainIfItIsToldTo() throws Exception {
        watched = watching(DataFileSource.ChangedFile.RESCORE);
        write("a.csv", HEADER, ANNA);
        watched.look(NOW).look(SETTLE).read();
        Files.delete(directory.resolve("a.csv"));
        watched.look(LONG);
        write("a.csv", HEADER, BEN, CLEO);
        watched.look(NOW).look(SETTLE).look(LONG).read();

        assertThat(watched.takeRows()).containsExactly(ANNA, BEN, CLEO);
        assertThat(watched.takeDefects()).isEmpty();
    }

    @Test
    void shouldReadTheVerySameFileOnceThoughItWasAwayMeanwhile() throws Exception {
        watched = watching(DataFileSource.ChangedFile.RESCORE);
        write("a.csv", HEADER, ANNA);
        watched.look(NOW).look(SETTLE).read();
        Files.move(directory.resolve("a.csv"), temporary.resolve("a.csv"));
        watched.look(LONG);
        watched.restart();
        Files.move(temporary.resolve("a.csv"), directory.resolve("a.csv"));
        watched.look(NOW).look(LONG).read();

        assertThat(watched.takeRows()).containsExactly(ANNA);
    }

    @Test
    void shouldTakeAFileAgainThatChangesBeforeAReaderHasIt() throws Exception {
        write("a.csv", HEADER, ANNA);
        watched.look(NOW).look(SETTLE);
        append("a.csv", BEN + "\n");
        watched.look(NOW).read();
        watched.look(SETTLE).read();

        assertThat(watched.takeRows()).containsExactly(ANNA, BEN);
        assertThat(watched.takeDefects()).isEmpty();
    }

    @Test
    void shouldWaitForTheContentOfAnEmptyFile() throws Exception {
        Files.createFile(directory.resolve("a.csv"));
        watched.look(NOW).look(LONG).look(LONG).read();
        write("a.csv", HEADER, ANNA);
        watched.look(NOW).look(SETTLE).read();

        assertThat(watched.takeRows()).containsExactly(ANNA);
        assertThat(watched.takeDefects()).isEmpty();
    }

    @Test
    void shouldReadWhatWasALinkToNowhereWhenSomethingIsThere() throws Exception {
        Path target = temporary.resolve("target.csv");
        Files.createSymbolicLink(directory.resolve("a.csv"), target);
        watched.look(NOW).look(SETTLE).look(LONG).read();
        assertThat(watched.takeDefects()).singleElement().asString().contains("is a link");
        Files.write(target, List.of(HEADER, ANNA));
        watched.look(NOW).look(SETTLE).look(LONG).read();

        assertThat(watched.takeRows()).containsExactly(ANNA);
        assertThat(watched.takeDefects()).isEmpty();
    }

    @Test
    void shouldFollowLinksAndReadEachDirectoryOnce() throws Exception {
        CustomerFiles.write(directory.resolve("sub"), "a.csv", HEADER, ANNA);
        CustomerFiles.write(temporary.resolve("else"), "b.csv", HEADER, BEN);
        Files.createSymbolicLink(directory.resolve("sub/loop"), directory);
        watched.look(NOW).look(SETTLE).read();
        // Before the others by name; still it leads to what was read.
        Files.createSymbolicLink(directory.resolve("0"), directory.resolve("sub"));
        Files.createSymbolicLink(directory.resolve("1"), temporary.resolve("else"));
        watched.look(NOW).look(SETTLE).read();

        assertThat(watched.takeRows()).containsExactly(ANNA, BEN);
        assertThat(watched.takeDefects()).isEmpty();
    }

    @Test
    void shouldTellOnceThatTheDirectoryIsGoneAndGoOnWhenItIsBack() throws Exception {
        Files.delete(directory);
        watched.look(NOW).look(SETTLE).look(LONG).read();
        assertThat(watched.takeDefects()).hasSize(1);
        CustomerFiles.write(directory, "a.csv", HEADER, ANNA);
        watched.look(NOW).look(SETTLE).read();

        assertThat(watched.takeRows()).containsExactly(ANNA);
    }

    @Test
    void shouldRememberThousandsOfFilesInLittleSpace() throws Exception {
        for (int i = 0; i < 300; i++) {
            write("customers-%05d.csv".formatted(i), HEADER, ANNA);
        }
        watched.look(NOW).look(SETTLE).read();

        assertThat(watched.takeRows()).hasSize(300);
        assertThat(watched.stateBytes()).isLessThan(300 * 40);
    }

    private WatchedFiles watching(DataFileSource.ChangedFile changed) {
        return new WatchedFiles(directory, new FileIntake.SettleRule(SETTLE, changed));
    }

    private void write(String name, String... lines) {
        CustomerFiles.write(directory, name, lines);
    }

    private void append(String name, String text) throws IOException {
        Files.writeString(directory.resolve(name), text, StandardOpenOption.APPEND);
    }
}
