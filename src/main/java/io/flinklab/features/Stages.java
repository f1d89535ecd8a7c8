package io.flinklab.features;

import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.flink.ml.feature.binarizer.Binarizer;
import org.apache.flink.ml.feature.onehotencoder.OneHotEncoder;
import org.apache.flink.ml.feature.polynomialexpansion.PolynomialExpansion;
import org.apache.flink.ml.feature.standardscaler.StandardScaler;
import org.apache.flink.ml.feature.stringindexer.StringIndexer;
import org.apache.flink.ml.feature.stringindexer.StringIndexerParams;

/** Flink ML stages with the options that both plans share, and the names of their columns. */
final class Stages {
    private Stages() {}

    /** Columns to "…Index" columns, categories in alphabetical order. */
    static StringIndexer stringIndexer(List<String> columns, UnseenCategory unseen) {
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
    static OneHotEncoder oneHotEncoder(List<String> columns) {
        return new OneHotEncoder()
                .setInputCols(names(columns, Stages::index))
                .setOutputCols(names(columns, Stages::oneHot))
                .setDropLast(false);
    }

    static Binarizer binarizer(String input, String output) {
        return new Binarizer().setInputCols(input).setOutputCols(output).setThresholds(0.0);
    }

    static StandardScaler standardScaler(String input, String output) {
        return new SteadyScaler().setWithMean(true).setInputCol(input).setOutputCol(output);
    }

    static PolynomialExpansion polynomialExpansion(String input, String output, int degree) {
        return new PolynomialExpansion().setInputCol(input).setOutputCol(output).setDegree(degree);
    }

    static List<String> oneHot(List<String> columns) {
        return columns.stream().map(Stages::oneHot).toList();
    }

    private static String index(String column) {
        return column + "Index";
    }

    private static String oneHot(String column) {
        return column + "OneHot";
    }

    private static String[] names(List<String> columns, UnaryOperator<String> rename) {
        return columns.stream().map(rename).toArray(String[]::new);
    }
}
