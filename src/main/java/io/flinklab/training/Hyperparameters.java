package io.flinklab.training;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.flinklab.training.network.NetworkOptions;
import java.io.Serializable;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/** What is chosen for an estimator before training; the record's type says which estimator. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "estimator")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Hyperparameters.MiniBatch.class, name = "LogisticRegression"),
    @JsonSubTypes.Type(
            value = Hyperparameters.Logistic.class,
            name = "PenalizedLogisticRegression"),
    @JsonSubTypes.Type(value = Hyperparameters.LinearSvc.class, name = "LinearSVC"),
    @JsonSubTypes.Type(value = Hyperparameters.NaiveBayes.class, name = "NaiveBayes"),
    @JsonSubTypes.Type(value = Hyperparameters.KMeans.class, name = "KMeans"),
    @JsonSubTypes.Type(value = Hyperparameters.Network.class, name = "NeuralNetwork"),
    @JsonSubTypes.Type(value = Hyperparameters.Online.class, name = Hyperparameters.Online.NAME),
    @JsonSubTypes.Type(value = Hyperparameters.Unknown.class, name = Hyperparameters.Unknown.NAME)
})
public sealed interface Hyperparameters extends Serializable {

    /**
     * The same with another penalty.
     *
     * @throws IllegalArgumentException the estimator has none, or the value is out of range
     */
    default Hyperparameters withReg(double reg) {
        throw new IllegalArgumentException("this estimator has no reg; found " + reg + ".");
    }

    /**
     * The same with another limit of iterations; for a network, of epochs.
     *
     * @throws IllegalArgumentException the value is below 1
     */
    default Hyperparameters withMaxIter(int maxIter) {
        throw new IllegalArgumentException("this estimator has no maxIter; found " + maxIter + ".");
    }

    /**
     * The same with another number of epochs without a smaller validation loss.
     *
     * @throws IllegalArgumentException the estimator validates nothing, or the value is below 1
     */
    default Hyperparameters withPatience(int patience) {
        throw new IllegalArgumentException(
                "this estimator has no patience; found " + patience + ".");
    }

    /**
     * The same with another tolerance.
     *
     * @throws IllegalArgumentException the estimator has none, or the value is out of range
     */
    default Hyperparameters withTol(double tol) {
        throw new IllegalArgumentException("this estimator has no tol; found " + tol + ".");
    }

    /**
     * The same with another number of segments.
     *
     * @throws IllegalArgumentException the estimator makes none, or the value is below 2
     */
    default Hyperparameters withK(int k) {
        throw new IllegalArgumentException("this estimator has no k; found " + k + ".");
    }

    /** The same with another seed, where chance has a part. */
    default Hyperparameters withSeed(long seed) {
        return this;
    }

    /** Whether training needs a label. */
    default boolean needsLabel() {
        return true;
    }

    /**
     * Of Flink ML's {@code LogisticRegression}, by mini-batches and gradient descent.
     *
     * @param learningRate above 0
     * @param reg weight of the penalty, 0 or more
     * @param elasticNet share of the penalty that is L1, 0 to 1
     * @param maxIter mini-batches, 1 or more
     * @param tol training ends below this loss, 0 or more
     * @param globalBatchSize rows of a mini-batch, 1 or more
     */
    record MiniBatch(
            double learningRate,
            double reg,
            double elasticNet,
            int maxIter,
            double tol,
            int globalBatchSize)
            implements Hyperparameters {

        public MiniBatch {
            require(positive(learningRate), "learningRate is above 0", learningRate);
            require(notNegative(reg), "reg is 0 or more", reg);
            require(elasticNet >= 0 && elasticNet <= 1, "elasticNet is 0 to 1", elasticNet);
            require(maxIter >= 1, "maxIter is 1 or more", maxIter);
            require(notNegative(tol), "tol is 0 or more", tol);
            require(globalBatchSize >= 1, "globalBatchSize is 1 or more", globalBatchSize);
        }

        @Override
        public MiniBatch withReg(double other) {
            return new MiniBatch(learningRate, other, elasticNet, maxIter, tol, globalBatchSize);
        }

        @Override
        public MiniBatch withMaxIter(int other) {
            return new MiniBatch(learningRate, reg, elasticNet, other, tol, globalBatchSize);
        }

        @Override
        public MiniBatch withTol(double other) {
            return new MiniBatch(learningRate, reg, elasticNet, maxIter, other, globalBatchSize);
        }
    }

    /**
     * Of our {@code PenalizedLogisticRegression}, solved to its optimum.
     *
     * @param reg weight of the L2 penalty beside the summed log-loss, 0 or more; the inverse of
     *     scikit-learn's C
     * @param maxIter most steps of the solver, 1 or more
     * @param tol largest slope at which the solver stops, 0 or more
     */
    record Logistic(double reg, int maxIter, double tol) implements Hyperparameters {

        /** scikit-learn's default penalty, and enough steps to reach the optimum. */
        public static final Logistic DEFAULT = new Logistic(1, 100, 1e-6);

        public Logistic {
            require(notNegative(reg), "reg is 0 or more", reg);
            require(maxIter >= 1, "maxIter is 1 or more", maxIter);
            require(notNegative(tol), "tol is 0 or more", tol);
        }

        @Override
        public Logistic withReg(double other) {
            return new Logistic(other, maxIter, tol);
        }

        @Override
        public Logistic withMaxIter(int other) {
            return new Logistic(reg, other, tol);
        }

        @Override
        public Logistic withTol(double other) {
            return new Logistic(reg, maxIter, other);
        }
    }

    /**
     * Of Flink ML's {@code LinearSVC}, by mini-batches and gradient descent on the hinge loss.
     *
     * @param learningRate above 0
     * @param reg weight of the penalty, 0 or more
     * @param elasticNet share of the penalty that is L1, 0 to 1
     * @param maxIter mini-batches, 1 or more
     * @param tol training ends below this loss, 0 or more
     * @param globalBatchSize rows of a mini-batch, 1 or more
     */
    record LinearSvc(
            double learningRate,
            double reg,
            double elasticNet,
            int maxIter,
            double tol,
            int globalBatchSize)
            implements Hyperparameters {

        /** On scaled features: large batches, few steps, a mild penalty. */
        public static final LinearSvc DEFAULT = new LinearSvc(0.1, 1e-4, 0, 100, 0, 2000);

        public LinearSvc {
            new MiniBatch(learningRate, reg, elasticNet, maxIter, tol, globalBatchSize);
        }

        @Override
        public LinearSvc withReg(double other) {
            return new LinearSvc(learningRate, other, elasticNet, maxIter, tol, globalBatchSize);
        }

        @Override
        public LinearSvc withMaxIter(int other) {
            return new LinearSvc(learningRate, reg, elasticNet, other, tol, globalBatchSize);
        }

        @Override
        public LinearSvc withTol(double other) {
            return new LinearSvc(learningRate, reg, elasticNet, maxIter, other, globalBatchSize);
        }
    }

    /**
     * Of Flink ML's {@code NaiveBayes}.
     *
     * @param smoothing rows that each value of a feature is taken to have had besides those that it
     *     had, 0 or more
     */
    record NaiveBayes(double smoothing) implements Hyperparameters {

        /** Laplace's smoothing. */
        public static final NaiveBayes DEFAULT = new NaiveBayes(1);

        public NaiveBayes {
            require(notNegative(smoothing), "smoothing is 0 or more", smoothing);
        }
    }

    /**
     * Of Flink ML's {@code KMeans}, by Euclidean distance.
     *
     * @param k segments, 2 or more
     * @param maxIter iterations, 1 or more
     * @param seed of the rows that are the first centres
     */
    record KMeans(int k, int maxIter, long seed) implements Hyperparameters {

        /** Four segments. */
        public static final KMeans DEFAULT = new KMeans(4, 20, 42);

        public KMeans {
            require(k >= 2, "k is 2 or more", k);
            require(maxIter >= 1, "maxIter is 1 or more", maxIter);
        }

        @Override
        public boolean needsLabel() {
            return false;
        }

        @Override
        public KMeans withK(int other) {
            return new KMeans(other, maxIter, seed);
        }

        @Override
        public KMeans withMaxIter(int other) {
            return new KMeans(k, other, seed);
        }

        @Override
        public KMeans withSeed(long other) {
            return new KMeans(k, maxIter, other);
        }
    }

    /** Of our neural network. */
    record Network(NetworkOptions options) implements Hyperparameters {

        @Override
        public Network withMaxIter(int maxIter) {
            return new Network(options.withEpochs(maxIter));
        }

        @Override
        public Network withPatience(int patience) {
            return new Network(options.withPatience(patience));
        }

        @Override
        public Network withSeed(long seed) {
            return new Network(options.withSeed(seed));
        }
    }

    /**
     * Of a logistic regression that was learned on a stream, row by row.
     *
     * @param rule what moves the weights, such as {@code ftrl}
     * @param settings the rule's rates and penalties, the mini-batch's size and, where there is
     *     one, the half-life, by name; 1 for {@code weight.COLUMN} where a column weighed the rows;
     *     of features that grew the rows that their means and deviations are of ({@code
     *     scaledRows}), of hashed ones how many there are ({@code hashedFeatures})
     * @param warmStart the version whose features and first coefficients it has
     * @param learner names what learned it: the same for all versions of one learner, over its
     *     restarts
     */
    record Online(String rule, SortedMap<String, Double> settings, String warmStart, String learner)
            implements Hyperparameters {
        /** How JSON and {@link FitFacts} name it. */
        public static final String NAME = "OnlineLogisticRegression";

        /** Copies the map. */
        public Online {
            settings = Collections.unmodifiableSortedMap(new TreeMap<>(settings));
        }
    }

    /** Of a model that was made elsewhere, or before manifests held them. */
    record Unknown() implements Hyperparameters {
        /** How JSON names it. */
        public static final String NAME = "unknown";
    }

    private static boolean positive(double value) {
        return value > 0 && Double.isFinite(value);
    }

    private static boolean notNegative(double value) {
        return value >= 0 && Double.isFinite(value);
    }

    private static void require(boolean holds, String rule, Object found) {
        if (!holds) {
            throw new IllegalArgumentException(rule + "; found " + found + ".");
        }
    }
}
