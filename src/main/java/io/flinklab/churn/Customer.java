package io.flinklab.churn;

import io.flinklab.data.CategoryText;
import io.flinklab.data.Example;

/**
 * One bank customer: a row of the article's table, in its column order.
 *
 * @param rowNumber position in the original table, from 1; not a feature
 * @param customerId the bank's key, the key of the hash split; not a feature
 * @param surname not a feature
 * @param creditScore points, 300 to 900
 * @param geography country, a category as {@link CategoryText} has it
 * @param gender a category
 * @param age years, 18 to 120
 * @param tenure years with the bank, 0 or more
 * @param balance account balance in euro, 0 or more
 * @param numOfProducts products held, 1 or more
 * @param hasCrCard 1 with a credit card, otherwise 0
 * @param isActiveMember 1 if active, otherwise 0
 * @param estimatedSalary euro a year, 0 or more
 * @param exited the label: 1 if the customer left, 0 if not, NaN where it is not known
 */
public record Customer(
        long rowNumber,
        long customerId,
        String surname,
        double creditScore,
        String geography,
        String gender,
        double age,
        double tenure,
        double balance,
        double numOfProducts,
        double hasCrCard,
        double isActiveMember,
        double estimatedSalary,
        double exited) {

    /** Keeps the categories in composed form, in which equal names are equal texts. */
    public Customer {
        geography = CategoryText.composed(geography);
        gender = CategoryText.composed(gender);
    }

    /** What a model may know of the customer, laid out by {@link Churn#SCHEMA}. */
    public Example toExample() {
        return new Example(
                customerId,
                new double[] {
                    creditScore,
                    age,
                    tenure,
                    balance,
                    numOfProducts,
                    hasCrCard,
                    isActiveMember,
                    estimatedSalary
                },
                new String[] {geography, gender},
                exited);
    }
}
