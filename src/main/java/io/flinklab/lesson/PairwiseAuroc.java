package io.flinklab.lesson;

/** The area under the ROC curve as its definition reads. Slow: it looks at every pair of rows. */
public final class PairwiseAuroc {
    private PairwiseAuroc() {}

    /**
     * The share of pairs of a positive and a negative in which the positive has the higher score; a
     * tie is half a win, and a pair weighs the product of its rows' weights.
     *
     * @param labels 0 or 1
     * @param scores any numbers
     * @param weights 0 or more
     * @return 0 to 1, NaN if a class is missing
     */
    public static double of(double[] labels, double[] scores, double[] weights) {
        double won = 0;
        double all = 0;
        for (int i = 0; i < labels.length; i++) {
            for (int j = 0; j < labels.length; j++) {
                if (labels[i] == 1 && labels[j] == 0) {
                    double pair = weights[i] * weights[j];
                    won += pair * (1 + Math.signum(scores[i] - scores[j])) / 2;
                    all += pair;
                }
            }
        }
        return won / all;
    }
}
