package io.flinklab.training.rounds;

import io.flinklab.features.FeatureEncoder;
import io.flinklab.features.FeatureFit;
import io.flinklab.features.FeaturePass;
import io.flinklab.features.FeatureVector;
import io.flinklab.features.FittedStage;
import io.flinklab.training.TrainingException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.types.StringValue;

/**
 * Holds examples, takes the statistics that their features need, and then makes the features anew
 * in each round: they take many times the room of an example.
 *
 * @param <R> the estimator's row
 */
final class ExampleWorker<R> implements RoundWorker<ExampleRow> {
    private static final long serialVersionUID = 1;

    /** Codes below this take one byte, others five. */
    private static final int LONG_CODE = 255;

    private final FeatureFit fit;
    private final int numbers;
    private final int texts;
    private final RoundWorker<R> estimator;
    private final EncodedRow<R> encoding;
    private transient Map<String, Integer> codes;
    private transient List<String> names;
    private transient String stages;
    private transient Map<Integer, FittedStage> fitted;
    private transient FeatureEncoder encoder;

    /**
     * @param numbers how many numeric columns the schema has
     * @param texts how many category columns
     */
    ExampleWorker(
            FeatureFit fit,
            int numbers,
            int texts,
            RoundWorker<R> estimator,
            EncodedRow<R> encoding) {
        this.fit = fit;
        this.numbers = numbers;
        this.texts = texts;
        this.estimator = estimator;
        this.encoding = encoding;
    }

    @Override
    public int buckets() {
        return estimator.buckets();
    }

    @Override
    public long hash(ExampleRow row) {
        return row.hash;
    }

    @Override
    public void write(ExampleRow row, DataOutputView out) throws IOException {
        out.writeByte((int) row.label);
        for (double number : row.numbers) {
            PackedNumber.write(number, out);
        }
        for (String text : row.texts) {
            int code = code(text);
            out.writeByte(Math.min(code, LONG_CODE));
            if (code >= LONG_CODE) {
                out.writeInt(code);
            }
        }
    }

    /** A text's number on this subtask, in the order in which texts arrive. */
    private int code(String text) {
        if (codes == null) {
            codes = new HashMap<>();
            names().forEach(name -> codes.put(name, codes.size()));
        }
        Integer known = codes.get(text);
        if (known == null) {
            known = codes.size();
            codes.put(text, known);
            names().add(text);
        }
        return known;
    }

    private List<String> names() {
        if (names == null) {
            names = new ArrayList<>();
        }
        return names;
    }

    @Override
    public ExampleRow read(ExampleRow reuse, DataInputView in) throws IOException {
        ExampleRow row = reuse == null ? empty() : reuse;
        row.label = in.readByte();
        for (int i = 0; i < numbers; i++) {
            row.numbers[i] = PackedNumber.read(in);
        }
        for (int i = 0; i < texts; i++) {
            int code = in.readUnsignedByte();
            row.texts[i] = names().get(code < LONG_CODE ? code : in.readInt());
        }
        return row;
    }

    private ExampleRow empty() {
        ExampleRow row = new ExampleRow();
        row.numbers = new double[numbers];
        row.texts = new String[texts];
        return row;
    }

    @Override
    public void writeCommon(DataOutputView out) throws IOException {
        out.writeInt(names().size());
        for (String name : names()) {
            StringValue.writeString(name, out);
        }
    }

    @Override
    public void readCommon(DataInputView in) throws IOException {
        codes = null;
        names().clear();
        for (int left = in.readInt(); left > 0; left--) {
            names().add(StringValue.readString(in));
        }
    }

    @Override
    public void open() {
        estimator.open();
    }

    @Override
    public Bucket bucket(Rows<ExampleRow> rows) {
        Bucket encoded = estimator.bucket(each -> encode(rows, each));
        return (request, sums) -> {
            try {
                if (request.statistics) {
                    count(rows, request, sums);
                } else {
                    open(request);
                    encoded.answer(request, sums);
                }
            } catch (IllegalArgumentException refused) {
                throw new TrainingException(
                        "A training row has no features. " + refused.getMessage(), refused);
            }
        };
    }

    private void count(Rows<ExampleRow> rows, GradientRequest request, GradientSums sums) {
        FeaturePass pass = fit.pass(fitted(request));
        rows.forEach(
                row -> {
                    pass.add(row.numbers, row.texts);
                    sums.rows++;
                });
        sums.statistics = new byte[][] {pass.toBytes()};
    }

    /** The stages of a request, read once: those of many categories are long. */
    private Map<Integer, FittedStage> fitted(GradientRequest request) {
        if (!request.stages.equals(stages)) {
            fitted = FeatureFit.fromJson(request.stages);
            stages = request.stages;
            encoder = null;
        }
        return fitted;
    }

    private void open(GradientRequest request) {
        Map<Integer, FittedStage> all = fitted(request);
        if (encoder == null) {
            encoder = fit.encoder(all);
        }
    }

    private void encode(Rows<ExampleRow> rows, Consumer<R> each) {
        Encoding consumer = new Encoding(each);
        rows.forEach(consumer);
    }

    /** Makes the estimator's rows, in one object after the other. */
    private final class Encoding implements Consumer<ExampleRow> {
        private final Consumer<R> each;
        private R row;

        Encoding(Consumer<R> each) {
            this.each = each;
        }

        @Override
        public void accept(ExampleRow example) {
            FeatureVector features = encoder.encode(example.numbers, example.texts);
            if (features != null) {
                row = encoding.of(row, features, example.label);
                each.accept(row);
            }
        }
    }

    @Override
    public void close() {
        estimator.close();
    }
}
