package io.flinklab.data;

import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.typeutils.RowTypeInfo;
import org.apache.flink.types.Row;

/** Customers as Flink rows: the 14 columns by position and name. */
public final class CustomerRows {

    /** Two LONG, one STRING, DOUBLE, two STRING, then DOUBLE; no field is ever null. */
    public static final RowTypeInfo TYPE =
            new RowTypeInfo(
                    new TypeInformation<?>[] {
                        Types.LONG,
                        Types.LONG,
                        Types.STRING,
                        Types.DOUBLE,
                        Types.STRING,
                        Types.STRING,
                        Types.DOUBLE,
                        Types.DOUBLE,
                        Types.DOUBLE,
                        Types.DOUBLE,
                        Types.DOUBLE,
                        Types.DOUBLE,
                        Types.DOUBLE,
                        Types.DOUBLE
                    },
                    CustomerSchema.COLUMNS.toArray(String[]::new));

    private CustomerRows() {}

    /** A row of type {@link #TYPE}. */
    public static Row toRow(Customer customer) {
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
                customer.exited());
    }

    /**
     * The customer in a row of type {@link #TYPE}, or one whose first 14 fields are those.
     *
     * @throws IllegalArgumentException a category is none; see {@link CategoryText}
     */
    public static Customer fromRow(Row row) {
        return new Customer(
                row.<Long>getFieldAs(0),
                row.<Long>getFieldAs(1),
                row.getFieldAs(2),
                row.<Double>getFieldAs(3),
                CategoryText.require("Geography", row.getFieldAs(4)),
                CategoryText.require("Gender", row.getFieldAs(5)),
                row.<Double>getFieldAs(6),
                row.<Double>getFieldAs(7),
                row.<Double>getFieldAs(8),
                row.<Double>getFieldAs(9),
                row.<Double>getFieldAs(10),
                row.<Double>getFieldAs(11),
                row.<Double>getFieldAs(12),
                row.<Double>getFieldAs(13));
    }
}
