package io.flinklab.serving.http;

import java.util.concurrent.atomic.AtomicLong;

/**
 * The memory that long bodies may take together with what becomes of them, so that many clients do
 * not fill the heap. Thread-safe.
 */
final class BodyMemory {
    /** So many may come from every client there is. */
    static final int FREE_BYTES = 8 * 1024;

    /** A body with its answer, which is longer than it where all of its examples are refused. */
    private static final int TIMES = 4;

    private final AtomicLong taken = new AtomicLong();
    private final long most;

    /**
     * @param most bytes
     */
    BodyMemory(long most) {
        this.most = most;
    }

    /** A part of the heap that leaves room for everything else. */
    static BodyMemory ofThisProcess() {
        return new BodyMemory(Runtime.getRuntime().maxMemory() / 4);
    }

    /** What a body of such a length costs. */
    static long cost(long length) {
        return length <= FREE_BYTES ? 0 : TIMES * length;
    }

    /**
     * Takes more; false, and nothing taken, where there is not enough. The only one who takes is
     * always given.
     *
     * @param held what the same body has taken
     * @param wanted what it needs instead
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
