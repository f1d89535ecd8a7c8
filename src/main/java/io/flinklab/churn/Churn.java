package io.flinklab.churn;

import io.flinklab.data.Column;
import io.flinklab.data.NumberRange;
import io.flinklab.data.Schema;

/** The course's table: bank customers, and whether they left. */
public final class Churn {

    /** The article's 14 columns, in its order. */
    public static final Schema SCHEMA =
            Schema.builder()
                    .ignored("RowNumber")
                    .numberKey("CustomerId")
                    .ignored("Surname")
                    .number("CreditScore", NumberRange.whole(300, 900))
                    .category("Geography")
                    .category("Gender")
                    .number("Age", NumberRange.whole(18, 120))
                    .number("Tenure", NumberRange.whole(0, Column.MAX_NUMBER))
                    .number("Balance", NumberRange.decimal(0, Column.MAX_NUMBER))
                    .number("NumOfProducts", NumberRange.whole(1, Column.MAX_NUMBER))
                    .flag("HasCrCard")
                    .flag("IsActiveMember")
                    .number("EstimatedSalary", NumberRange.decimal(0, Column.MAX_NUMBER))
                    .label("Exited", "1", "0")
                    .build();

    private Churn() {}
}
