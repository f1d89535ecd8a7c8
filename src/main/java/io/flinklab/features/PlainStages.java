package io.flinklab.features;

import io.flinklab.features.FeatureColumns.Kind;
import io.flinklab.features.FeatureColumns.Slot;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import org.apache.flink.ml.api.Stage;
import org.apache.flink.ml.common.param.HasHandleInvalid;
import org.apache.flink.ml.common.param.HasInputCol;
import org.apache.flink.ml.common.param.HasInputCols;
import org.apache.flink.ml.common.param.HasOutputCol;
import org.apache.flink.ml.common.param.HasOutputCols;
import org.apache.flink.ml.feature.binarizer.Binarizer;
import org.apache.flink.ml.feature.bucketizer.Bucketizer;
import org.apache.flink.ml.feature.interaction.Interaction;
import org.apache.flink.ml.feature.kbinsdiscretizer.KBinsDiscretizer;
import org.apache.flink.ml.feature.kbinsdiscretizer.KBinsDiscretizerParams;
import org.apache.flink.ml.feature.onehotencoder.OneHotEncoder;
import org.apache.flink.ml.feature.polynomialexpansion.PolynomialExpansion;
import org.apache.flink.ml.feature.standardscaler.StandardScaler;
import org.apache.flink.ml.feature.stringindexer.StringIndexer;
import org.apache.flink.ml.feature.stringindexer.StringIndexerParams;
import org.apache.flink.ml.feature.vectorassembler.VectorAssembler;

/** The stages of Flink ML's that are fitted and applied in plain Java. */
public final class PlainStages {
    private static final Set<Kind> NUMBERS = Set.of(Kind.NUMBER);
    private static final Set<Kind> VECTORS = Set.of(Kind.VECTOR);
    private static final Set<Kind> BOTH = Set.of(Kind.NUMBER, Kind.VECTOR);
    private static final Set<Kind> SCALARS = Set.of(Kind.NUMBER, Kind.TEXT);

    /** A class of its own may do what Flink ML's does not, so that classes are equal, not alike. */
    private static final List<Known<?>> KNOWN =
            List.of(
                    estimator(StringIndexer.class, SCALARS, Kind.NUMBER, Categories::new)
                            .where(PlainStages::isInOrder),
                    estimator(OneHotEncoder.class, NUMBERS, Kind.VECTOR, LargestIndices::new),
                    estimator(NamedImputer.class, NUMBERS, Kind.NUMBER, Surrogates::new),
                    estimator(StandardScaler.class, VECTORS, Kind.VECTOR, PlainStages::moments),
                    estimator(ConstantSafeScaler.class, VECTORS, Kind.VECTOR, PlainStages::moments),
                    estimator(
                                    KBinsDiscretizer.class,
                                    VECTORS,
                                    Kind.VECTOR,
                                    (stage, inputs) -> new BinEdges(stage, inputs.get(0)))
                            .where(PlainStages::takesQuantiles),
                    transformer(Bucketizer.class, NUMBERS, Kind.NUMBER, PlainStages::fitted),
                    transformer(Binarizer.class, NUMBERS, Kind.NUMBER, PlainStages::fitted),
                    transformer(VectorAssembler.class, BOTH, Kind.VECTOR, PlainStages::fitted)
                            .where(PlainStages::refusesUnknown),
                    transformer(
                            PolynomialExpansion.class, VECTORS, Kind.VECTOR, PlainStages::fitted),
                    transformer(Interaction.class, BOTH, Kind.VECTOR, PlainStages::fitted));

    private PlainStages() {}

    /**
     * One kind of stage.
     *
     * @param inputs the kinds of columns that it reads
     * @param output the kind of those that it adds
     * @param where which options are known
     * @param fitted makes a transformer's plain form; null for an estimator
     * @param statistics makes an estimator's empty statistics; null for a transformer
     */
    record Known<S extends Stage<?>>(
            Class<S> type,
            Set<Kind> inputs,
            Kind output,
            Predicate<S> where,
            Function<S, FittedStage> fitted,
            BiFunction<S, List<Slot>, StageStatistics> statistics) {

        private Known<S> where(Predicate<S> options) {
            return new Known<>(type, inputs, output, options, fitted, statistics);
        }

        boolean knows(Stage<?> stage) {
            return stage.getClass() == type && where.test(type.cast(stage));
        }

        Optional<FittedStage> fittedAtOnce(Stage<?> stage) {
            return Optional.ofNullable(fitted).map(made -> made.apply(type.cast(stage)));
        }

        StageStatistics statistics(Stage<?> stage, FeatureColumns columns) {
            return statistics.apply(type.cast(stage), columns.all(PlainStages.inputs(stage)));
        }
    }

    /** The kind of a stage; empty if it is not known, or some option of it. */
    static Optional<Known<?>> of(Stage<?> stage) {
        return KNOWN.stream().filter(known -> known.knows(stage)).findFirst();
    }

    static List<String> inputs(Stage<?> stage) {
        return stage instanceof HasInputCol<?> one
                ? List.of(one.getInputCol())
                : List.of(((HasInputCols<?>) stage).getInputCols());
    }

    static List<String> outputs(Stage<?> stage) {
        return stage instanceof HasOutputCol<?> one
                ? List.of(one.getOutputCol())
                : List.of(((HasOutputCols<?>) stage).getOutputCols());
    }

    private static <S extends Stage<?>> Known<S> estimator(
            Class<S> type,
            Set<Kind> inputs,
            Kind output,
            BiFunction<S, List<Slot>, StageStatistics> statistics) {
        return new Known<>(type, inputs, output, stage -> true, null, statistics);
    }

    private static <S extends Stage<?>> Known<S> transformer(
            Class<S> type, Set<Kind> inputs, Kind output, Function<S, FittedStage> fitted) {
        return new Known<>(type, inputs, output, stage -> true, fitted, null);
    }

    private static StageStatistics moments(StandardScaler stage, List<Slot> inputs) {
        return new Moments(stage, inputs.get(0));
    }

    /** By frequency, the order of equally frequent texts is a matter of chance. */
    private static boolean isInOrder(StringIndexer stage) {
        return stage.getStringOrderType().equals(StringIndexerParams.ALPHABET_ASC_ORDER)
                || stage.getStringOrderType().equals(StringIndexerParams.ALPHABET_DESC_ORDER);
    }

    private static boolean takesQuantiles(KBinsDiscretizer stage) {
        return stage.getStrategy().equals(KBinsDiscretizerParams.QUANTILE);
    }

    private static boolean refusesUnknown(VectorAssembler stage) {
        return stage.getHandleInvalid().equals(HasHandleInvalid.ERROR_INVALID);
    }

    /** The plain form of Flink ML's stage. */
    public static FittedStage.Bucketizer fitted(Bucketizer stage) {
        return new FittedStage.Bucketizer(
                List.of(stage.getInputCols()),
                List.of(stage.getOutputCols()),
                Arrays.stream(stage.getSplitsArray()).map(List::of).toList(),
                unseen(stage));
    }

    /** The plain form of Flink ML's stage. */
    public static FittedStage.Binarizer fitted(Binarizer stage) {
        return new FittedStage.Binarizer(
                List.of(stage.getInputCols()),
                List.of(stage.getOutputCols()),
                List.of(stage.getThresholds()));
    }

    /** The plain form of Flink ML's stage. */
    public static FittedStage.VectorAssembler fitted(VectorAssembler stage) {
        return new FittedStage.VectorAssembler(
                List.of(stage.getInputCols()),
                List.of(stage.getInputSizes()),
                stage.getOutputCol());
    }

    /** The plain form of Flink ML's stage. */
    public static FittedStage.PolynomialExpansion fitted(PolynomialExpansion stage) {
        return new FittedStage.PolynomialExpansion(
                stage.getInputCol(), stage.getOutputCol(), stage.getDegree());
    }

    /** The plain form of Flink ML's stage. */
    public static FittedStage.Interaction fitted(Interaction stage) {
        return new FittedStage.Interaction(List.of(stage.getInputCols()), stage.getOutputCol());
    }

    /** What a stage does with a value that it does not know. */
    public static UnseenCategory unseen(HasHandleInvalid<?> stage) {
        return UnseenCategory.valueOf(stage.getHandleInvalid().toUpperCase(Locale.ROOT));
    }
}
