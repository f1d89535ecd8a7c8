package io.flinklab.features;

import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.flink.ml.feature.binarizer.Binarizer;
import org.apache.flink.ml.feature.onehotencoder.OneHotEncoder;
import org.apache.flink.ml.feature.polynomialexpansion.PolynomialExpansion;
import org.apache.flink.ml.feature.standardscaler.StandardScaler;
import org.apache.flink.ml.feature.stringindexer.StringIndexer;
import org.apache.flink.ml.feature.stringindexer.StringIndexerParams;

/** Flink ML stages with the options that the plans share, and the names of their columns. */
public final class Stages {
    private Stages() {}

    /** Columns to "…Index" columns, categories in alphabetical order. */
    public static StringIndexer stringIndexer(List<String> columns, UnseenCategory unseen) {
        return new StringIndexer()
                .setInputCols(columns.toArray(String[]::new))
                .setOutputCols(names(columns, Stages::index))
                .setStringOrderType(StringIndexerParams.ALPHABET_ASC_ORDER)
                .setHandleInvalid(unseen.handleInvalid());
    }

    /**
     * "…Index" columns to "…OneHot" vectors with an element for every category. Dropping the last
     * one is Flink ML's default, but then the index of an unseen category is out of bounds.
     */
    public static OneHotEncoder oneHotEncoder(List<String> columns) {
        return oneHotEncoder(columns, columns.stream().map(Stages::index).toList());
    }

    /** The same for indices under these names. */
    static OneHotEncoder oneHotEncoder(List<String> columns, List<String> indices) {
        return new OneHotEncoder()
                .setInputCols(indices.toArray(String[]::new))
                .setOutputCols(names(columns, Stages::oneHot))
                .setDropLast(false);
    }

    /** 1 above 0, otherwise 0. */
    public static Binarizer binarizer(String input, String output) {
        return new Binarizer().setInputCols(input).setOutputCols(output).setThresholds(0.0);
    }

    /** Mean 0 and standard deviation 1; 0 where a feature is constant. */
    public static StandardScaler standardScaler(String input, String output) {
        return new ConstantSafeScaler().setWithMean(true).setInputCol(input).setOutputCol(output);
    }

    /** All monomials of degree 1 to {@code degree}. */
    public static PolynomialExpansion polynomialExpansion(String input, String output, int degree) {
        return new PolynomialExpansion().setInputCol(input).setOutputCol(output).setDegree(degree);
    }

    /** The names of the columns' vectors. */
    public static List<String> oneHot(List<String> columns) {
        return columns.stream().map(Stages::oneHot).toList();
    }

    static String imputed(String column) {
        return column + "Imputed";
    }

    static String index(String column) {
        return column + "Index";
    }

    private static String oneHot(String column) {
        return column + "OneHot";
    }

    private static String[] names(List<String> columns, UnaryOperator<String> rename) {
        return columns.stream().map(rename).toArray(String[]::new);
    }
}
