package io.flinklab.serving.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class BodyTest {
    private static final int MOST = 1_000_000;
    private static final int UNKNOWN = -1;

    private final Body.Memory memory = new Body.Memory(1_000_000);

    @Test
    void shouldGiveWhatItWasGiven() {
        Body body = new Body(UNKNOWN, MOST, memory);
        for (int i = 0; i < 10_000; i++) {
            body.add(ByteBuffer.wrap(new byte[] {(byte) i, (byte) (i >> 8)}));
        }

        byte[] bytes = body.bytes();

        assertThat(bytes).hasSize(20_000).endsWith((byte) 9999, (byte) (9999 >> 8));
    }

    @Test
    void shouldRefuseMoreThanTheMost() {
        Body body = new Body(UNKNOWN, 5, memory);
        body.add(ByteBuffer.wrap(new byte[5]));

        assertThatThrownBy(() -> body.add(ByteBuffer.wrap(new byte[1])))
                .isInstanceOfSatisfying(Refusal.class, e -> assertThat(e.status()).isEqualTo(413));
        assertThatThrownBy(() -> new Body(6, 5, memory).requireLength())
                .hasMessageContaining("at most 5 bytes");
    }

    @Test
    void shouldShareTheMemoryAndGiveItBack() {
        Body first = filled(200_000);

        assertThatThrownBy(() -> filled(100_000))
                .isInstanceOfSatisfying(Refusal.class, e -> assertThat(e.status()).isEqualTo(503));

        assertThat(filled(8000).bytes()).hasSize(8000);
        first.release();
        first.release();
        assertThat(filled(200_000).bytes()).hasSize(200_000);
    }

    /** A body may be longer than the share, as one that was allowed in is not refused for ever. */
    @Test
    void shouldAlwaysTakeOne() {
        assertThat(filled(900_000).bytes()).hasSize(900_000);
    }

    private Body filled(int length) {
        Body body = new Body(length, MOST, memory);
        for (int at = 0; at < length; at += 1000) {
            body.add(ByteBuffer.wrap(new byte[1000]));
        }
        return body;
    }
}
