package io.flinklab.training.logistic;

/** Reads the parameter {@code classWeights}. */
final class ClassWeights {
    private ClassWeights() {}

    static boolean isValid(String text) {
        return "none".equals(text) || "balanced".equals(text) || parse(text) != null;
    }

    /**
     * Factors for the weights of rows labelled 0 and 1.
     *
     * @param totals weight of the rows labelled 0 and 1, both above 0
     */
    static double[] factors(String text, double[] totals) {
        return switch (text) {
            case "none" -> new double[] {1, 1};
            case "balanced" -> {
                double half = (totals[0] + totals[1]) / 2;
                yield new double[] {half / totals[0], half / totals[1]};
            }
            default -> parse(text);
        };
    }

    private static double[] parse(String text) {
        String[] parts = text == null ? new String[0] : text.split(",", -1);
        if (parts.length != 2) {
            return null;
        }
        try {
            double[] factors = {Double.parseDouble(parts[0]), Double.parseDouble(parts[1])};
            boolean usable = factors[0] > 0 && factors[1] > 0;
            return usable && Double.isFinite(factors[0] + factors[1]) ? factors : null;
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
