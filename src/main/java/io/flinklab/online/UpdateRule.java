package io.flinklab.online;

import java.io.Serializable;
import java.util.Map;

/**
 * How a gradient of the log-loss moves a weight. Each weight is moved by itself.
 *
 * <p>A rule keeps {@value #NUMBERS} numbers of a weight, side by side in an array: the weight, the
 * sum of its squared gradients, and a number of the rule's own. A new weight's numbers are 0.
 */
public sealed interface UpdateRule extends Serializable {
    /** How many numbers a weight has. */
    int NUMBERS = 3;

    /** The rate where none is given. */
    double USUAL_RATE = 0.05;

    /** The usual beta of FTRL-proximal, and what AdaGrad adds to a root. */
    double USUAL_BETA = 1;

    double USUAL_EPSILON = 1e-8;

    /**
     * A rule by its name.
     *
     * @param name {@code ftrl}, {@code adagrad} or {@code sgd}
     * @param rate of FTRL its alpha, above 0
     * @param l1 0 where it is not FTRL
     * @param l2 0 or more
     * @throws IllegalArgumentException there is no such rule, or a number is out of range
     */
    static UpdateRule of(String name, double rate, double l1, double l2) {
        if (name.equals("ftrl")) {
            return new Ftrl(rate, USUAL_BETA, l1, l2);
        } else if (l1 != 0) {
            throw new IllegalArgumentException(
                    "An L1 penalty is for ftrl; found %s.".formatted(name));
        }
        return switch (name) {
            case "adagrad" -> new AdaGrad(rate, USUAL_EPSILON, l2);
            case "sgd" -> new Sgd(rate, l2);
            default ->
                    throw new IllegalArgumentException(
                            "Expected ftrl, adagrad or sgd; found " + name + ".");
        };
    }

    /**
     * Moves one weight.
     *
     * @param numbers of all weights
     * @param at where those of this weight begin
     * @param gradient of the log-loss by this weight
     * @param decay how much of a step counts at the next one, above 0 and at most 1, where nothing
     *     is forgotten
     */
    void move(double[] numbers, int at, double gradient, double decay);

    /** Whether it adds up what it has seen, so that the old has to decay to be forgotten. */
    default boolean addsUp() {
        return true;
    }

    /** Gives a new weight another value than 0. */
    default void start(double[] numbers, int at, double weight) {
        numbers[at] = weight;
    }

    /** What the command line and a saved state call it. */
    String name();

    /** Its numbers, by name. */
    Map<String, Double> settings();

    /**
     * Stochastic gradient descent: every weight at the same, constant rate (Robbins and Monro,
     * 1951), which forgets by itself: it has no decay.
     *
     * @param rate above 0
     * @param l2 weight of the L2 penalty beside a row's log-loss, 0 or more
     */
    record Sgd(double rate, double l2) implements UpdateRule {

        /** Refuses values outside their ranges. */
        public Sgd {
            requirePositive("rate", rate);
            requireNotNegative("l2", l2);
        }

        @Override
        public void move(double[] numbers, int at, double gradient, double decay) {
            numbers[at] -= rate * (gradient + l2 * numbers[at]);
        }

        @Override
        public boolean addsUp() {
            return false;
        }

        @Override
        public String name() {
            return "sgd";
        }

        @Override
        public Map<String, Double> settings() {
            return Map.of("rate", rate, "l2", l2);
        }
    }

    /**
     * AdaGrad: a weight's rate falls with the root of its summed squared gradients (Duchi, Hazan
     * and Singer, 2011). With a decay the rate can rise again, as in RMSProp (Tieleman and Hinton,
     * lecture 6.5 of "Neural networks for machine learning", 2012), which takes the mean of the
     * squares where this takes their sum: its rate is this rate times the root of (1 - decay).
     *
     * @param rate above 0
     * @param epsilon added to the summed squares, above 0
     * @param l2 weight of the L2 penalty beside a row's log-loss, 0 or more
     */
    record AdaGrad(double rate, double epsilon, double l2) implements UpdateRule {

        /** Refuses values outside their ranges. */
        public AdaGrad {
            requirePositive("rate", rate);
            requirePositive("epsilon", epsilon);
            requireNotNegative("l2", l2);
        }

        @Override
        public void move(double[] numbers, int at, double gradient, double decay) {
            double slope = gradient + l2 * numbers[at];
            numbers[at + 1] = decay * numbers[at + 1] + slope * slope;
            numbers[at] -= rate / Math.sqrt(numbers[at + 1] + epsilon) * slope;
        }

        @Override
        public String name() {
            return "adagrad";
        }

        @Override
        public Map<String, Double> settings() {
            return Map.of("rate", rate, "epsilon", epsilon, "l2", l2);
        }
    }

    /**
     * FTRL-proximal: McMahan et al., "Ad click prediction: a view from the trenches" (2013),
     * algorithm 1. L1 makes weights exactly 0.
     *
     * <p>With a decay g the weight behind step t minimises
     *
     * <pre>{@code
     * sum over s <= t of g^(t-s) (gradient_s w + sigma_s / 2 (w - w_s)^2)
     *     + l1 |w| + (l2 + beta / alpha) / 2 w^2
     * }</pre>
     *
     * where the decayed sum of the sigmas is the root of the decayed sum of squared gradients, over
     * alpha. The penalties do not decay, so they weigh as they would beside 1 / (1 - g) steps, for
     * ever. What {@link #start} begins with decays as the first step does.
     *
     * @param alpha of the rates, alpha / (beta + root of the summed squared gradients); above 0
     * @param beta above 0
     * @param l1 0 or more
     * @param l2 0 or more
     * @param lagging whether the weights follow one row late, as they do in river 0.26: they are
     *     those of the rows before the last one, and a weight that L1 would make 0 stays as it is.
     *     The paper's do neither.
     */
    record Ftrl(double alpha, double beta, double l1, double l2, boolean lagging)
            implements UpdateRule {

        /** Refuses values outside their ranges. */
        public Ftrl {
            requirePositive("alpha", alpha);
            requirePositive("beta", beta);
            requireNotNegative("l1", l1);
            requireNotNegative("l2", l2);
        }

        /** The paper's algorithm. */
        public Ftrl(double alpha, double beta, double l1, double l2) {
            this(alpha, beta, l1, l2, false);
        }

        @Override
        public void move(double[] numbers, int at, double gradient, double decay) {
            if (lagging && Math.abs(numbers[at + 2]) > l1) {
                numbers[at] = weight(numbers, at);
            }
            double squares = numbers[at + 1];
            double more = decay * squares + gradient * gradient;
            double sigma = (Math.sqrt(more) - decay * Math.sqrt(squares)) / alpha;
            numbers[at + 2] = decay * numbers[at + 2] + (gradient - sigma * numbers[at]);
            numbers[at + 1] = more;
            if (!lagging) {
                numbers[at] = weight(numbers, at);
            }
        }

        private double weight(double[] numbers, int at) {
            double z = numbers[at + 2];
            return Math.abs(z) <= l1 ? 0 : -(z - Math.signum(z) * l1) / strength(numbers[at + 1]);
        }

        private double strength(double squares) {
            return (beta + Math.sqrt(squares)) / alpha + l2;
        }

        /** The z of which this is the weight. */
        @Override
        public void start(double[] numbers, int at, double weight) {
            numbers[at] = weight;
            numbers[at + 2] = -weight * strength(numbers[at + 1]) - Math.signum(weight) * l1;
        }

        @Override
        public String name() {
            return "ftrl";
        }

        @Override
        public Map<String, Double> settings() {
            return Map.of(
                    "alpha", alpha, "beta", beta, "l1", l1, "l2", l2, "lagging", lagging ? 1.0 : 0);
        }
    }

    private static void requirePositive(String name, double value) {
        require(value > 0 && Double.isFinite(value), name + " is above 0", value);
    }

    private static void requireNotNegative(String name, double value) {
        require(value >= 0 && Double.isFinite(value), name + " is 0 or more", value);
    }

    private static void require(boolean holds, String rule, double found) {
        if (!holds) {
            throw new IllegalArgumentException(rule + "; found " + found + ".");
        }
    }
}
