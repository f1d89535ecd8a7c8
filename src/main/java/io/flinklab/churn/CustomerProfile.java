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
        AgeProfile age,
        double[] activeByAgeBand,
        double[] activeShiftByProducts,
        int[] ageBandEnds,
        double[] tenure,
        double creditCard,
        Quantiles creditScore,
        Quantiles nonzeroBalance,
        Quantiles salary,
        Quantiles surnameRank,
        ChurnProfile churn) {

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
}
