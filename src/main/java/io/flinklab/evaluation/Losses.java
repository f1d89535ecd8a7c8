package io.flinklab.evaluation;

/** Weighted means over rows of what a probability costs when the label is known. */
record Losses(double logLoss, double brier) {
    /** scikit-learn clips by the same amount: a sure and wrong score costs 36.04, not infinity. */
    private static final double CLIP = Math.ulp(1.0);

    static Losses of(SortedRows rows) {
        double log = 0;
        double squared = 0;
        double weight = 0;
        for (int i = 0; i < rows.size(); i++) {
            double miss = rows.positive(i) ? 1 - rows.score(i) : rows.score(i);
            double likelihood = rows.positive(i) ? rows.score(i) : 1 - rows.score(i);
            log -= rows.weight(i) * Math.log(Math.min(Math.max(likelihood, CLIP), 1 - CLIP));
            squared += rows.weight(i) * miss * miss;
            weight += rows.weight(i);
        }
        return new Losses(log / weight, squared / weight);
    }
}
