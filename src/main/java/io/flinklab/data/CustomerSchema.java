package io.flinklab.data;

import static io.flinklab.data.NumberColumn.decimal;
import static io.flinklab.data.NumberColumn.flag;
import static io.flinklab.data.NumberColumn.whole;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The columns of a customer file: their names, order, roles and ranges. */
public final class CustomerSchema {

    /** The label: 1 if the customer left, 0 if not. */
    public static final String LABEL = "Exited";

    /** All 14 columns in file order. */
    public static final List<String> COLUMNS =
            List.of(
                    "RowNumber",
                    "CustomerId",
                    "Surname",
                    "CreditScore",
                    "Geography",
                    "Gender",
                    "Age",
                    "Tenure",
                    "Balance",
                    "NumOfProducts",
                    "HasCrCard",
                    "IsActiveMember",
                    "EstimatedSalary",
                    LABEL);

    /** Features that are quantities. */
    public static final List<String> NUMERIC =
            List.of("CreditScore", "Age", "Tenure", "Balance", "NumOfProducts", "EstimatedSalary");

    /** Features that are names. */
    public static final List<String> CATEGORICAL = List.of("Geography", "Gender");

    /** Features that are 0 or 1. */
    public static final List<String> FLAGS = List.of("HasCrCard", "IsActiveMember");

    /** The columns of a file without the label. */
    static final List<String> UNLABELLED = COLUMNS.subList(0, COLUMNS.size() - 1);

    static final NumberColumn ROW_NUMBER = whole("RowNumber", 0, NumberColumn.MAX_EXACT);
    static final NumberColumn CUSTOMER_ID = whole("CustomerId", 0, NumberColumn.MAX_EXACT);
    static final NumberColumn CREDIT_SCORE = whole("CreditScore", 300, 900);
    static final NumberColumn AGE = whole("Age", 18, 120);
    static final NumberColumn TENURE = whole("Tenure", 0, NumberColumn.MAX_EXACT);
    static final NumberColumn BALANCE = decimal("Balance", 0);
    static final NumberColumn NUM_OF_PRODUCTS = whole("NumOfProducts", 1, NumberColumn.MAX_EXACT);
    static final NumberColumn HAS_CR_CARD = flag("HasCrCard");
    static final NumberColumn IS_ACTIVE_MEMBER = flag("IsActiveMember");
    static final NumberColumn ESTIMATED_SALARY = decimal("EstimatedSalary", 0);
    static final NumberColumn EXITED = flag(LABEL);

    private static final Map<String, NumberColumn> NUMBERS =
            Stream.of(
                            ROW_NUMBER,
                            CUSTOMER_ID,
                            CREDIT_SCORE,
                            AGE,
                            TENURE,
                            BALANCE,
                            NUM_OF_PRODUCTS,
                            HAS_CR_CARD,
                            IS_ACTIVE_MEMBER,
                            ESTIMATED_SALARY,
                            EXITED)
                    .collect(Collectors.toUnmodifiableMap(NumberColumn::name, c -> c));

    private CustomerSchema() {}

    /** The column of that name if it holds numbers. */
    static Optional<NumberColumn> number(String name) {
        return Optional.ofNullable(NUMBERS.get(name));
    }

    /** Every column in file order, with its type, the values accepted and its role. */
    public static List<ColumnDescription> describe() {
        return List.of(
                ColumnDescription.of(ROW_NUMBER),
                ColumnDescription.of(CUSTOMER_ID),
                ColumnDescription.text("Surname", "any text"),
                ColumnDescription.of(CREDIT_SCORE),
                ColumnDescription.text("Geography", CategoryText.EXPECTED),
                ColumnDescription.text("Gender", CategoryText.EXPECTED),
                ColumnDescription.of(AGE),
                ColumnDescription.of(TENURE),
                ColumnDescription.of(BALANCE),
                ColumnDescription.of(NUM_OF_PRODUCTS),
                ColumnDescription.of(HAS_CR_CARD),
                ColumnDescription.of(IS_ACTIVE_MEMBER),
                ColumnDescription.of(ESTIMATED_SALARY),
                ColumnDescription.of(EXITED));
    }
}
