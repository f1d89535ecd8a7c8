package io.flinklab.streaming;

import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.typeutils.RowTypeInfo;
import org.apache.flink.types.Row;

/** Reasons to look into the model store, as Flink rows. */
public final class ModelEventRows {

    /**
     * {@code action}: what happened to the store, such as publish, or {@code tick} if only time
     * went by; {@code version}: the version that it happened to, or empty; {@code defect}: why it
     * is no event, otherwise empty. No field is ever null.
     */
    public static final RowTypeInfo TYPE =
            new RowTypeInfo(
                    new TypeInformation<?>[] {Types.STRING, Types.STRING, Types.STRING},
                    new String[] {"action", "version", "defect"});

    private static final String TICK = "tick";

    private ModelEventRows() {}

    /** Something happened to the store. */
    public static Row event(String action, String version) {
        return Row.of(action, version, "");
    }

    /** Something that is no event. */
    public static Row defect(String reason) {
        return Row.of("", "", reason);
    }

    static Row tick() {
        return event(TICK, "");
    }

    static String defect(Row event) {
        return event.getFieldAs(2);
    }
}
