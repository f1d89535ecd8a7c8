package io.flinklab.churn;

/**
 * Who leaves: the logit is a sum of these, in the order of the parameters.
 *
 * @param ages where the two age profiles are given; straight in between, level outside
 * @param geographyAndProducts rows: countries, columns: 1 to 4 products
 */
record ChurnProfile(
        double[] ages,
        double[] inactiveByAge,
        double[] activeByAge,
        double[][] geographyAndProducts,
        double[] someBalanceByProducts,
        double[] zeroBalanceByProducts,
        double male,
        double creditScorePer100Above650,
        double tenurePer3Above5,
        double creditCard) {

    /** The probability that a customer leaves. */
    double probability(Customer customer, int geography, boolean female) {
        int products = (int) customer.numOfProducts() - 1;
        boolean active = customer.isActiveMember() == 1;
        boolean zero = customer.balance() == 0;
        double logit =
                atAge(customer.age(), active ? activeByAge : inactiveByAge)
                        + geographyAndProducts[geography][products]
                        + (zero ? zeroBalanceByProducts : someBalanceByProducts)[products]
                        + (female ? 0 : male)
                        + creditScorePer100Above650 * (customer.creditScore() - 650) / 100
                        + tenurePer3Above5 * (customer.tenure() - 5) / 3
                        + creditCard * customer.hasCrCard();
        return 1 / (1 + StrictMath.exp(-logit));
    }

    private double atAge(double age, double[] logits) {
        int upper = 1;
        while (upper < ages.length - 1 && age >= ages[upper]) {
            upper++;
        }
        double way = (age - ages[upper - 1]) / (ages[upper] - ages[upper - 1]);
        double inside = Math.max(0, Math.min(1, way));
        return logits[upper - 1] + inside * (logits[upper] - logits[upper - 1]);
    }
}
