package io.flinklab.churn;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/**
 * The tables that {@link CustomerGenerator} draws from.
 *
 * @param about what the file says of itself
 * @param products weights; rows: countries, columns: 1 to 4 products
 * @param zeroBalance shares; rows and columns the same
 * @param ageBandEnds the last age of each band but the last
 * @param tenure weights of 0, 1, ... years
 * @param creditCard the share who have one
 * @param surnameRank how often surnames are: the rank of a customer's
 */
record CustomerProfile(
        String about,
        String[] geographies,
        double[][] products,
        double[][] zeroBalance,
        double[] femaleByGeography,
        double[] femaleShiftByProducts,
        Ages age,
        double[] activeByAgeBand,
        double[] activeShiftByProducts,
        int[] ageBandEnds,
        double[] tenure,
        double creditCard,
        Quantiles creditScore,
        Quantiles nonzeroBalance,
        Quantiles salary,
        Quantiles surnameRank,
        LeavingLogit churn) {

    static CustomerProfile load() {
        try (InputStream json =
                CustomerProfile.class.getResourceAsStream("customer-profile.json")) {
            return new ObjectMapper().readValue(json, CustomerProfile.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The share of active customers; products count from 0. */
    double active(int age, int products) {
        int band = 0;
        while (band < ageBandEnds.length && age > ageBandEnds[band]) {
            band++;
        }
        return activeByAgeBand[band] + activeShiftByProducts[products];
    }

    /** A value between points, straight in between and level outside. */
    private static double interpolated(double[] at, double[] values, double point) {
        int upper = 1;
        while (upper < at.length - 1 && point >= at[upper]) {
            upper++;
        }
        double way = (point - at[upper - 1]) / (at[upper] - at[upper - 1]);
        double inside = Math.max(0, Math.min(1, way));
        return values[upper - 1] + inside * (values[upper] - values[upper - 1]);
    }

    /**
     * A distribution by its quantiles, straight in between.
     *
     * @param shares from 0 to 1, rising
     * @param values the value below which that share lies
     */
    record Quantiles(double[] shares, double[] values) {

        /** The value at a share from 0 to 1. */
        double at(double share) {
            return interpolated(shares, values, share);
        }
    }

    /**
     * The age distribution, tilted by group: a weight is multiplied by e to the tilt for each year
     * above {@value #CENTRE}.
     *
     * @param youngest the first weight's age
     * @param weights one a year
     */
    record Ages(
            int youngest,
            double[] weights,
            double[] tiltByGeography,
            double[] tiltByProducts,
            double tiltMale,
            double tiltFemale) {

        private static final double CENTRE = 38.9;

        /**
         * The weights of a group; products count from 0.
         *
         * @param more tilt than the table has
         */
        double[] weights(int geography, int products, boolean female, double more) {
            double tilt =
                    more
                            + tiltByGeography[geography]
                            + tiltByProducts[products]
                            + (female ? tiltFemale : tiltMale);
            double[] tilted = new double[weights.length];
            for (int i = 0; i < tilted.length; i++) {
                tilted[i] = weights[i] * StrictMath.exp(tilt * (youngest + i - CENTRE));
            }
            return tilted;
        }
    }

    /**
     * Who leaves: the logit is a sum of these, in the order of the parameters.
     *
     * @param ages where the two age profiles are given; straight in between, level outside
     * @param geographyAndProducts rows: countries, columns: 1 to 4 products
     */
    record LeavingLogit(
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

        /**
         * The probability that a customer leaves.
         *
         * @param turned active customers leave as the others did, and those of two products as
         *     those of one, and the other way round
         */
        double probability(Customer customer, int geography, boolean female, boolean turned) {
            int held = (int) customer.numOfProducts() - 1;
            int products = turned && held < 2 ? 1 - held : held;
            boolean active = (customer.isActiveMember() == 1) != turned;
            boolean zero = customer.balance() == 0;
            double logit =
                    interpolated(ages, active ? activeByAge : inactiveByAge, customer.age())
                            + geographyAndProducts[geography][products]
                            + (zero ? zeroBalanceByProducts : someBalanceByProducts)[products]
                            + (female ? 0 : male)
                            + creditScorePer100Above650 * (customer.creditScore() - 650) / 100
                            + tenurePer3Above5 * (customer.tenure() - 5) / 3
                            + creditCard * customer.hasCrCard();
            return 1 / (1 + StrictMath.exp(-logit));
        }
    }
}
