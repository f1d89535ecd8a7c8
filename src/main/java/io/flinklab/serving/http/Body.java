package io.flinklab.serving.http;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** The bytes of a body while they come. */
final class Body {
    private static final int FIRST_BUFFER = 2048;

    private final int most;
    private final BodyMemory memory;
    private final long announced;
    private byte[] buffer = new byte[0];
    private int length;
    private long held;

    /**
     * @param announced its length; negative where it is not known
     * @param most bytes that are taken
     */
    Body(long announced, int most, BodyMemory memory) {
        this.announced = announced;
        this.most = most;
        this.memory = memory;
    }

    /**
     * Looks at the length alone.
     *
     * @throws Refusal if it is too long
     */
    void requireLength() {
        if (announced > most) {
            throw tooLong();
        }
    }

    /**
     * Takes more of it.
     *
     * @throws Refusal if it is too long, or long while others are
     */
    void add(ByteBuffer part) {
        int sum = length + part.remaining();
        if (sum > most) {
            throw tooLong();
        }
        if (sum > buffer.length) {
            grow(sum);
        }
        part.get(buffer, length, sum - length);
        length = sum;
    }

    /** All of it. */
    byte[] bytes() {
        return length == buffer.length ? buffer : Arrays.copyOf(buffer, length);
    }

    /** Forgets it, and what it took of the memory. */
    void release() {
        memory.giveBack(held);
        held = 0;
        buffer = new byte[0];
    }

    /** What is announced may never come, so only twice of what has is set aside for it. */
    private void grow(int needed) {
        long doubled = Math.max(Math.max(2L * buffer.length, FIRST_BUFFER), needed);
        int size = (int) Math.min(doubled, announced >= needed ? announced : most);
        if (!memory.grow(held, BodyMemory.cost(size))) {
            throw Refusal.busy(
                    "expected room for a body of more than "
                            + length
                            + " bytes, found many long ones under way; try again later, or send"
                            + " fewer rows at once");
        }
        held = BodyMemory.cost(size);
        buffer = Arrays.copyOf(buffer, size);
    }

    private Refusal tooLong() {
        return new Refusal(
                413,
                "expected a body of at most "
                        + most
                        + " bytes, found more; send fewer rows at once");
    }
}
