package io.flinklab.streaming;

import io.flinklab.data.Customer;
import io.flinklab.data.CustomerRows;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.typeutils.RowTypeInfo;
import org.apache.flink.types.Row;

/** Parsed customers as Flink rows, with where and when they came from. */
public final class CustomerEventRows {
    private static final int CUSTOMER_FIELDS = CustomerRows.TYPE.getArity();

    /**
     * The 14 fields of {@link CustomerRows#TYPE}, then {@code origin}, {@code position} and {@code
     * time} as in {@link MessageRows#TYPE}, then {@code raw}: the message's text. No field is ever
     * null.
     */
    public static final RowTypeInfo TYPE = type();

    private CustomerEventRows() {}

    /** A row of type {@link #TYPE}. */
    public static Row of(Customer customer, String origin, long position, long time, String raw) {
        return Row.join(CustomerRows.toRow(customer), Row.of(origin, position, time, raw));
    }

    /** The customer in a row of type {@link #TYPE}. */
    public static Customer customer(Row event) {
        return CustomerRows.fromRow(event);
    }

    static String origin(Row event) {
        return event.getFieldAs(CUSTOMER_FIELDS);
    }

    static long position(Row event) {
        return event.<Long>getFieldAs(CUSTOMER_FIELDS + 1);
    }

    static long time(Row event) {
        return event.<Long>getFieldAs(CUSTOMER_FIELDS + 2);
    }

    static String raw(Row event) {
        return event.getFieldAs(CUSTOMER_FIELDS + 3);
    }

    private static RowTypeInfo type() {
        TypeInformation<?>[] types = new TypeInformation<?>[CUSTOMER_FIELDS + 4];
        String[] names = new String[CUSTOMER_FIELDS + 4];
        for (int i = 0; i < CUSTOMER_FIELDS; i++) {
            types[i] = CustomerRows.TYPE.getTypeAt(i);
            names[i] = CustomerRows.TYPE.getFieldNames()[i];
        }
        add(types, names, 0, "origin", Types.STRING);
        add(types, names, 1, "position", Types.LONG);
        add(types, names, 2, "time", Types.LONG);
        add(types, names, 3, "raw", Types.STRING);
        return new RowTypeInfo(types, names);
    }

    private static void add(
            TypeInformation<?>[] types,
            String[] names,
            int behind,
            String name,
            TypeInformation<?> type) {
        types[CUSTOMER_FIELDS + behind] = type;
        names[CUSTOMER_FIELDS + behind] = name;
    }
}
