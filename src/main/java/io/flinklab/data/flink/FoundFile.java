package io.flinklab.data.flink;

import java.net.URI;
import org.apache.flink.core.fs.Path;

/**
 * What a look found under a name.
 *
 * @param uri its address, which holds every byte of a name, text or not
 * @param state how far it can be trusted to be complete
 * @param defect why it cannot be read, otherwise empty
 */
record FoundFile(URI uri, FileStamp stamp, State state, String defect) {

    /** How far a file can be trusted to be complete, from what is seen at one time. */
    enum State {
        /** It came under its name as a whole, as by a rename. */
        WHOLE,
        /** Somebody may still write it. */
        GROWING,
        /** The same, and its last line has no end. */
        CUT
    }

    static FoundFile of(URI uri, FileStamp stamp, State state) {
        return new FoundFile(uri, stamp, state, "");
    }

    static FoundFile unreadable(URI uri, String reason) {
        return new FoundFile(
                uri, FileStamp.NONE, State.GROWING, new Path(uri) + " is not read: " + reason);
    }

    /** The name under which it is remembered. */
    String key() {
        return uri.toString();
    }

    Path path() {
        return new Path(uri);
    }

    boolean isReadable() {
        return defect.isEmpty();
    }

    FoundFile in(State other) {
        return new FoundFile(uri, stamp, other, defect);
    }
}
