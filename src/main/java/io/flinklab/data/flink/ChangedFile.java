package io.flinklab.data.flink;

/** What becomes of a file whose content is no longer the one that was taken under its name. */
public enum ChangedFile {
    /** One reject tells of it; nothing of it is read again. */
    REJECT,
    /** All of it is read as if it were a new file. */
    RESCORE
}
