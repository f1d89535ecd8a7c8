package io.flinklab.training.rounds;

import java.io.Serializable;
import java.time.Duration;

/**
 * The wall time that a training may take, from its first round on. A training that goes on from a
 * checkpoint goes on counting.
 */
public final class TimeLimit implements Serializable {
    private static final long serialVersionUID = 1;

    private final long millis;
    private long spent;
    private long begun;

    /**
     * A limit that has not begun.
     *
     * @param limit zero for none
     */
    public TimeLimit(Duration limit) {
        millis = limit.toMillis();
    }

    /** Whether the time is over; the first call begins it. */
    public boolean isOver() {
        long now = System.currentTimeMillis();
        begun = begun == 0 ? now - spent : begun;
        return millis > 0 && now - begun >= millis;
    }

    /** How much of it is over, in milliseconds. */
    public long spentMillis() {
        return begun == 0 ? spent : System.currentTimeMillis() - begun;
    }

    /** Counts what another training has taken; before the limit begins. */
    public void spend(long spentMillis) {
        spent = spentMillis;
    }
}
