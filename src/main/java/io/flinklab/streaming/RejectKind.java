package io.flinklab.streaming;

import io.flinklab.data.Reject;

/** Why a message has no score; the label of a metric. */
enum RejectKind {
    /** It is no example at all. */
    MALFORMED("malformed"),
    /** One of its values is wrong. */
    VALUE("value"),
    /** The model refuses a category that training did not see. */
    UNSEEN_CATEGORY("unseen_category"),
    /** The model skips a category that training did not see. */
    SKIPPED("skipped"),
    /** A feature is not a finite number. */
    NOT_FINITE("not_finite"),
    /** The scoring service refuses it. */
    REFUSED("refused");

    private final String label;

    RejectKind(String label) {
        this.label = label;
    }

    static RejectKind parsing(Reject reject) {
        return reject.column().isEmpty() ? MALFORMED : VALUE;
    }

    String label() {
        return label;
    }
}
