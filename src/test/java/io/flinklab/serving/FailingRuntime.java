package io.flinklab.serving;

import java.util.concurrent.atomic.AtomicInteger;

/** Plain Java, whose first model makes it throw whatever it was given; for one process. */
public final class FailingRuntime implements ScoringRuntime {
    private static final long serialVersionUID = 1L;
    private static final AtomicInteger OPENED = new AtomicInteger();

    private final Throwable failure;

    /** Begins to count anew. */
    public FailingRuntime(Throwable failure) {
        this.failure = failure;
        OPENED.set(0);
    }

    /** How many models it was asked to open. */
    public int opened() {
        return OPENED.get();
    }

    @Override
    public Scorer open(ServedModel model) {
        if (OPENED.getAndIncrement() == 0) {
            fail(failure);
        }
        return PLAIN.open(model);
    }

    /** Throws this, checked or not. */
    static boolean fail(Throwable failure) {
        FailingRuntime.<RuntimeException>sneak(failure);
        return true;
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void sneak(Throwable failure) throws T {
        throw (T) failure;
    }
}
