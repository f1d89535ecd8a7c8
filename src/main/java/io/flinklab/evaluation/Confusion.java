package io.flinklab.evaluation;

/**
 * Predictions against labels at one threshold; weights added up, so counts where all weights are 1.
 *
 * @param tp predicted 1, labelled 1
 * @param fp predicted 1, labelled 0
 * @param tn predicted 0, labelled 0
 * @param fn predicted 0, labelled 1
 */
public record Confusion(double tp, double fp, double tn, double fn) {

    static Confusion of(SortedRows rows, double threshold) {
        double[] cells = new double[4];
        for (int i = 0; i < rows.size(); i++) {
            boolean predicted = rows.score(i) >= threshold;
            cells[(predicted ? 0 : 2) + (predicted == rows.positive(i) ? 0 : 1)] += rows.weight(i);
        }
        return new Confusion(cells[0], cells[1], cells[2], cells[3]);
    }

    /** Share predicted right, 0 to 1. */
    public double accuracy() {
        return (tp + tn) / (tp + fp + tn + fn);
    }

    /** Share of the predicted 1 that are labelled 1; 0 if none is predicted (as scikit-learn). */
    public double precision() {
        return ratioOrZero(tp, tp + fp);
    }

    /** Share of the labelled 1 that are predicted 1; 0 if none is labelled (as scikit-learn). */
    public double recall() {
        return ratioOrZero(tp, tp + fn);
    }

    /** Harmonic mean of precision and recall; 0 if there is no 1 anywhere (as scikit-learn). */
    public double f1() {
        return ratioOrZero(2 * tp, 2 * tp + fp + fn);
    }

    /**
     * Matthews correlation of prediction and label, -1 to 1; 0 if all predictions are alike, NaN if
     * all labels are.
     */
    public double mcc() {
        if (tp + fn == 0 || tn + fp == 0) {
            return Double.NaN;
        }
        double margins =
                Math.sqrt(tp + fp) * Math.sqrt(tp + fn) * Math.sqrt(tn + fp) * Math.sqrt(tn + fn);
        return ratioOrZero(tp * tn - fp * fn, margins);
    }

    private static double ratioOrZero(double part, double whole) {
        return whole == 0 ? 0 : part / whole;
    }
}
