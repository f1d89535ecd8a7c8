package io.flinklab.streaming;

import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.typeutils.RowTypeInfo;
import org.apache.flink.types.Row;

/** What a running job found when it looked into the model store, as Flink rows. */
public final class ModelReportRows {
    /** Another version goes live. */
    public static final String CHANGED = "changed";

    /** A subtask scores with this version from here on. */
    public static final String IN_USE = "in use";

    /** A version does not go live; the one in use goes on. */
    public static final String REFUSED = "refused";

    /**
     * The store could not be read; the version in use goes on, and the store is looked at again.
     */
    public static final String UNREACHABLE = "unreachable";

    /** A message on the control topic is no event. */
    public static final String BAD_EVENT = "bad event";

    /**
     * {@code time}: milliseconds since 1970 UTC; {@code outcome}: one of this class's constants;
     * {@code version}: the one that it is about, or empty; {@code reason}: what was expected and
     * what was found, or empty. No field is ever null.
     */
    public static final RowTypeInfo TYPE =
            new RowTypeInfo(
                    new TypeInformation<?>[] {Types.LONG, Types.STRING, Types.STRING, Types.STRING},
                    new String[] {"time", "outcome", "version", "reason"});

    private ModelReportRows() {}

    /** Whether a subtask scores with another version from here on. */
    public static boolean isInUse(Row report) {
        return report.getField(1).equals(IN_USE);
    }

    /** The version that the report is about, or empty. */
    public static String version(Row report) {
        return report.getFieldAs(2);
    }

    static Row of(long time, String outcome, String version, String reason) {
        return Row.of(time, outcome, version, reason);
    }
}
