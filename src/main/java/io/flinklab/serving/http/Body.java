package io.flinklab.serving.http;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;

/** The bytes of a body as they arrive. */
final class Body {
    private static final int FIRST_BUFFER = 2048;

    private final int most;
    private final Memory memory;
    private final long announced;
    private byte[] buffer = new byte[0];
    private int length;
    private long held;

    /**
     * @param announced the length that the client announced; negative where it announced none
     * @param most bytes that a body may have
     */
    Body(long announced, int most, Memory memory) {
        this.announced = announced;
        this.most = most;
        this.memory = memory;
    }

    /**
     * Checks the announced length.
     *
     * @throws Refusal if it is too long
     */
    void requireLength() {
        if (announced > most) {
            throw tooLong();
        }
    }

    /**
     * Adds a part.
     *
     * @throws Refusal if the body is too long, or other long bodies take the memory
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

    /** Drops the bytes, and gives the memory back. */
    void release() {
        memory.giveBack(held);
        held = 0;
        buffer = new byte[0];
    }

    /** Reserves at most twice what has arrived: what is announced may never come. */
    private void grow(int needed) {
        long doubled = Math.max(Math.max(2L * buffer.length, FIRST_BUFFER), needed);
        int size = (int) Math.min(doubled, announced >= needed ? announced : most);
        if (!memory.grow(held, Memory.cost(size))) {
            throw Refusal.busy(
                    "expected room for a body of more than "
                            + length
                            + " bytes, found many long ones under way; try again later, or send"
                            + " fewer rows at once");
        }
        held = Memory.cost(size);
        buffer = Arrays.copyOf(buffer, size);
    }

    private Refusal tooLong() {
        return new Refusal(
                413,
                "expected a body of at most "
                        + most
                        + " bytes, found more; send fewer rows at once");
    }

    /**
     * How much memory all long bodies, with their answers, may take together, so that many clients
     * do not fill the heap. Thread-safe.
     */
    static final class Memory {
        /** Bodies up to this length are free, however many there are. */
        static final int FREE_BYTES = 8 * 1024;

        /** A body with its answer, which is the longer one where every example is refused. */
        private static final int TIMES = 4;

        private final AtomicLong taken = new AtomicLong();
        private final long most;

        /**
         * @param most bytes
         */
        Memory(long most) {
            this.most = most;
        }

        /** A part of the heap that leaves room for everything else. */
        static Memory ofThisProcess() {
            return new Memory(Runtime.getRuntime().maxMemory() / 4);
        }

        /** How many bytes of the memory a body of this length takes. */
        static long cost(long length) {
            return length <= FREE_BYTES ? 0 : TIMES * length;
        }

        /**
         * Takes more; false, with nothing taken, where there is not enough. A body that is alone
         * always gets what it needs.
         *
         * @param held bytes that the same body has taken so far
         * @param wanted bytes that it needs in their place
         */
        boolean grow(long held, long wanted) {
            long sum = taken.addAndGet(wanted - held);
            boolean enough = sum <= most || sum == wanted;
            if (!enough) {
                taken.addAndGet(held - wanted);
            }
            return enough;
        }

        void giveBack(long held) {
            taken.addAndGet(-held);
        }
    }
}
