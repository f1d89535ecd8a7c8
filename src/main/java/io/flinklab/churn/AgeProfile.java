package io.flinklab.churn;

/**
 * The age distribution, tilted by group: a weight is multiplied by e to the tilt for each year
 * above {@value #CENTRE}.
 *
 * @param youngest the first weight's age
 * @param weights one a year
 */
record AgeProfile(
        int youngest,
        double[] weights,
        double[] tiltByGeography,
        double[] tiltByProducts,
        double tiltMale,
        double tiltFemale) {

    private static final double CENTRE = 38.9;

    /** The weights of a group; products count from 0. */
    double[] weights(int geography, int products, boolean female) {
        double tilt =
                tiltByGeography[geography]
                        + tiltByProducts[products]
                        + (female ? tiltFemale : tiltMale);
        double[] tilted = new double[weights.length];
        for (int i = 0; i < tilted.length; i++) {
            tilted[i] = weights[i] * StrictMath.exp(tilt * (youngest + i - CENTRE));
        }
        return tilted;
    }
}
