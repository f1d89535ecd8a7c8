package io.flinklab.streaming;

import io.flinklab.data.Example;
import io.flinklab.data.ExampleRows;
import java.util.Arrays;
import java.util.stream.Stream;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.typeutils.RowTypeInfo;
import org.apache.flink.types.Row;

/** Parsed customers with where and when they came, as Flink rows. */
public final class EventRows {
    private static final int CUSTOMER_FIELDS = ExampleRows.TYPE.getArity();

    /**
     * The 14 fields of {@link ExampleRows#TYPE}, then {@code origin}, {@code position}, {@code
     * time} and {@code raw}, as in {@link io.flinklab.data.MessageRows#TYPE} where raw is called
     * text. No field is ever null.
     */
    public static final RowTypeInfo TYPE =
            new RowTypeInfo(
                    Stream.concat(
                                    Arrays.stream(ExampleRows.TYPE.getFieldTypes()),
                                    Stream.of(Types.STRING, Types.LONG, Types.LONG, Types.STRING))
                            .toArray(TypeInformation<?>[]::new),
                    Stream.concat(
                                    Arrays.stream(ExampleRows.TYPE.getFieldNames()),
                                    Stream.of("origin", "position", "time", "raw"))
                            .toArray(String[]::new));

    private EventRows() {}

    /** A row of type {@link #TYPE}. */
    public static Row of(Example customer, String origin, long position, long time, String raw) {
        return Row.of(
                customer.rowNumber(),
                customer.customerId(),
                customer.surname(),
                customer.creditScore(),
                customer.geography(),
                customer.gender(),
                customer.age(),
                customer.tenure(),
                customer.balance(),
                customer.numOfProducts(),
                customer.hasCrCard(),
                customer.isActiveMember(),
                customer.estimatedSalary(),
                customer.exited(),
                origin,
                position,
                time,
                raw);
    }

    /** The customer. */
    public static Customer customer(Row event) {
        return ExampleRows.fromRow(event);
    }

    /** Where the record stands: a file, or a topic's partition. */
    public static String origin(Row event) {
        return event.getFieldAs(CUSTOMER_FIELDS);
    }

    /** The record's first line, or its offset. */
    public static long position(Row event) {
        return event.<Long>getFieldAs(CUSTOMER_FIELDS + 1);
    }

    /** Event time, milliseconds since 1970 UTC. */
    public static long time(Row event) {
        return event.<Long>getFieldAs(CUSTOMER_FIELDS + 2);
    }

    /** The record's text. */
    public static String raw(Row event) {
        return event.getFieldAs(CUSTOMER_FIELDS + 3);
    }
}
