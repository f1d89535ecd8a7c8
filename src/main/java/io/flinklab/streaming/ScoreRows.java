package io.flinklab.streaming;

import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.typeutils.RowTypeInfo;
import org.apache.flink.types.Row;

/** Scored customers as Flink rows. */
public final class ScoreRows {

    /**
     * {@code customerId}; {@code score}: probability that the customer leaves, 0 to 1; {@code
     * prediction}: 1 if the score reaches the model's threshold, otherwise 0; {@code modelVersion}
     * and {@code modelSha256}: the model that gave them; {@code eventTime} and {@code scoringTime}:
     * milliseconds since 1970 UTC. No field is ever null.
     */
    public static final RowTypeInfo TYPE =
            new RowTypeInfo(
                    new TypeInformation<?>[] {
                        Types.LONG,
                        Types.DOUBLE,
                        Types.INT,
                        Types.STRING,
                        Types.STRING,
                        Types.LONG,
                        Types.LONG
                    },
                    new String[] {
                        "customerId",
                        "score",
                        "prediction",
                        "modelVersion",
                        "modelSha256",
                        "eventTime",
                        "scoringTime"
                    });

    private ScoreRows() {}

    /** A row of type {@link #TYPE}. */
    public static Row of(
            long customerId,
            double score,
            int prediction,
            String modelVersion,
            String modelSha256,
            long eventTime,
            long scoringTime) {
        return Row.of(
                customerId, score, prediction, modelVersion, modelSha256, eventTime, scoringTime);
    }
}
