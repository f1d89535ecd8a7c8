package io.flinklab.online;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.apache.flink.types.StringValue;

/**
 * What the measures of a stream's quality need of a row.
 *
 * @param score 0 to 1
 * @param prediction 1 or 0
 * @param label 1 or 0
 * @param time of the event, milliseconds since 1970 UTC
 * @param majorityRight whether most labels before it were its label
 * @param noChangeRight whether the label before it was its label
 * @param slice what it is grouped by, or empty
 */
record GradedRow(
        double score,
        int prediction,
        double label,
        long time,
        boolean majorityRight,
        boolean noChangeRight,
        String slice) {

    void write(DataOutput out) throws IOException {
        out.writeDouble(score);
        out.writeByte(prediction);
        out.writeByte((int) label);
        out.writeLong(time);
        out.writeBoolean(majorityRight);
        out.writeBoolean(noChangeRight);
        // A category may be longer than writeUTF takes.
        StringValue.writeString(slice, out);
    }

    static GradedRow read(DataInput in) throws IOException {
        return new GradedRow(
                in.readDouble(),
                in.readByte(),
                in.readByte(),
                in.readLong(),
                in.readBoolean(),
                in.readBoolean(),
                StringValue.readString(in));
    }
}
