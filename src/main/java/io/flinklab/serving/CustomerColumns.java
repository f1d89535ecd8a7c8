package io.flinklab.serving;

import io.flinklab.data.Customer;
import java.util.List;

/** The columns of a customer that a pipeline may read, by position. */
final class CustomerColumns {
    static final List<String> NUMBERS =
            List.of(
                    "CreditScore",
                    "Age",
                    "Tenure",
                    "Balance",
                    "NumOfProducts",
                    "HasCrCard",
                    "IsActiveMember",
                    "EstimatedSalary");
    static final List<String> TEXTS = List.of("Geography", "Gender");

    private CustomerColumns() {}

    static void readNumbers(Customer customer, double[] into) {
        into[0] = customer.creditScore();
        into[1] = customer.age();
        into[2] = customer.tenure();
        into[3] = customer.balance();
        into[4] = customer.numOfProducts();
        into[5] = customer.hasCrCard();
        into[6] = customer.isActiveMember();
        into[7] = customer.estimatedSalary();
    }

    static String text(Customer customer, int column) {
        return column == 0 ? customer.geography() : customer.gender();
    }
}
