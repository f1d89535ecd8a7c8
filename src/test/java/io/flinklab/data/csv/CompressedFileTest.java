package io.flinklab.data.csv;

import static io.flinklab.data.CustomerFiles.ANNA;
import static io.flinklab.data.CustomerFiles.BEN;
import static io.flinklab.data.CustomerFiles.CLEO;
import static io.flinklab.data.CustomerFiles.HEADER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.flinklab.churn.Churn;
import io.flinklab.data.CustomerFiles;
import io.flinklab.data.DataException;
import io.flinklab.data.Dataset;
import io.flinklab.data.Example;
import io.flinklab.kit.OddFiles;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Files that gzip made, whatever their names. */
@Timeout(60)
class CompressedFileTest {
    @TempDir Path directory;

    @Test
    void shouldKnowACompressedFileByItsFirstBytes() {
        Path named = CustomerFiles.writeGzip(directory, "customers", HEADER, ANNA, BEN);
        Path plain = CustomerFiles.write(directory, "plain.csv.gz", HEADER, ANNA, BEN);

        assertThat(Dataset.read(Churn.SCHEMA, named).examples())
                .isEqualTo(Dataset.read(Churn.SCHEMA, plain).examples())
                .hasSize(2);
    }

    @Test
    void shouldReadAllMembersAlsoOutOfAPipe() throws Exception {
        byte[] members = members(HEADER + "\n" + ANNA + "\n", "", BEN + "\n" + CLEO + "\n");
        Path pipe = OddFiles.pipe(directory.resolve("pipe"));
        CompletableFuture<Void> written =
                CompletableFuture.runAsync(() -> writeByteByByte(pipe, members));

        assertThat(Dataset.read(Churn.SCHEMA, pipe).examples()).hasSize(3);
        written.get();
    }

    @Test
    void shouldReadTheOptionalPartsOfAMember() {
        byte[] plain = members(HEADER + "\n" + ANNA + "\n");
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.write(plain, 0, 3);
        all.write(4 | 8 | 16 | 2);
        all.write(plain, 4, 6);
        all.writeBytes(
                new byte[] {3, 0, 7, 8, 9, 'n', 'a', 'm', 'e', 0, 'n', 'o', 't', 'e', 0, 1, 2});
        all.write(plain, 10, plain.length - 10);

        assertThat(read(all.toByteArray()).examples()).hasSize(1);
    }

    @Test
    void shouldHashTheBytesOfTheFileNotTheText() throws Exception {
        byte[] members = members(HEADER + "\n" + ANNA + "\n", BEN + "\n");

        assertThat(read(members).sha256())
                .isEqualTo(
                        HexFormat.of()
                                .formatHex(MessageDigest.getInstance("SHA-256").digest(members)));
    }

    @Test
    void shouldSayWhereverAFileIsCutOff() {
        byte[] first = members(HEADER + "\n" + ANNA + "\n");
        byte[] both = members(HEADER + "\n" + ANNA + "\n", BEN + "\n");

        for (int length = 2; length < both.length; length++) {
            byte[] cut = Arrays.copyOf(both, length);
            if (length == first.length) {
                assertThat(read(cut).examples()).hasSize(1);
            } else {
                assertThatExceptionOfType(DataException.class)
                        .as("after %d bytes", length)
                        .isThrownBy(() -> read(cut))
                        .withMessageContaining("in.csv.gz cannot be read: it is cut off");
            }
        }
    }

    @Test
    void shouldNeverReadOtherCustomersOutOfADamagedFile() {
        byte[] whole = members(HEADER + "\n" + ANNA + "\n" + BEN + "\n", CLEO + "\n");
        List<Example> expected = read(whole).examples();

        for (int i = 0; i < whole.length; i++) {
            byte[] damaged = whole.clone();
            damaged[i] ^= (byte) (1 << i % 8);
            try {
                assertThat(read(damaged).examples()).as("byte %d", i).isEqualTo(expected);
            } catch (DataException told) {
                assertThat(told).hasMessageContaining("in.csv.gz");
            }
        }
    }

    @Test
    void shouldRefuseOtherBytesBehindAMember() {
        byte[] member = members(HEADER + "\n" + ANNA + "\n");
        byte[] more = Arrays.copyOf(member, member.length + 20);
        more[member.length] = 'x';

        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> read(more))
                .withMessageContaining("in.csv.gz cannot be read: ")
                .withMessageContaining("behind what gzip wrote");
    }

    private Dataset read(byte[] bytes) {
        return Dataset.read(
                Churn.SCHEMA, CustomerFiles.writeBytes(directory.resolve("in.csv.gz"), bytes));
    }

    private static byte[] members(String... texts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (String text : texts) {
            all.writeBytes(CustomerFiles.gzip(text.getBytes(StandardCharsets.UTF_8)));
        }
        return all.toByteArray();
    }

    /** So that the reader finds nothing more at the end of a member, yet it is not the last. */
    private static void writeByteByByte(Path pipe, byte[] bytes) {
        try (OutputStream out = Files.newOutputStream(pipe)) {
            for (byte each : bytes) {
                out.write(each);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
