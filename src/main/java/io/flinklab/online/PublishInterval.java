package io.flinklab.online;

import java.io.Serializable;
import java.time.Duration;

/** When a learner makes a version of what it knows. */
public sealed interface PublishInterval extends Serializable {

    /**
     * After so many learned rows: the same rows make the same versions.
     *
     * @param rows 1 or more
     */
    record Rows(int rows) implements PublishInterval {

        /** Refuses a number out of range. */
        public Rows {
            if (rows < 1) {
                throw new IllegalArgumentException(
                        "A version is published every row or more; found " + rows + ".");
            }
        }
    }

    /**
     * After so much time of the machine's clock, and at the stream's end, if something was learned
     * since.
     *
     * @param time a millisecond or more
     */
    record Time(Duration time) implements PublishInterval {

        /** Refuses a time out of range. */
        public Time {
            if (time.compareTo(Duration.ofMillis(1)) < 0) {
                throw new IllegalArgumentException(
                        "A version is published every millisecond or more; found " + time + ".");
            }
        }
    }
}
