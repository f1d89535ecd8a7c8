package io.flinklab.training;

import java.io.EOFException;
import java.io.IOException;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.base.DoubleSerializer;
import org.apache.flink.api.common.typeutils.base.MapSerializer;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.file.src.reader.SimpleStreamFormat;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.core.memory.DataInputViewStreamWrapper;
import org.apache.flink.ml.classification.naivebayes.NaiveBayesModelData;
import org.apache.flink.ml.linalg.DenseVector;
import org.apache.flink.ml.linalg.typeinfo.DenseVectorSerializer;

/**
 * Reads the model data that Flink ML saves for naive Bayes. The decoder of Flink ML 2.3.0 takes the
 * number of labels for that of features and fails unless both are the same.
 */
final class BayesModelDataFormat extends SimpleStreamFormat<NaiveBayesModelData> {
    private static final long serialVersionUID = 1L;

    @Override
    public Reader<NaiveBayesModelData> createReader(
            Configuration configuration, FSDataInputStream stream) {
        return new RecordReader(stream);
    }

    @Override
    public TypeInformation<NaiveBayesModelData> getProducedType() {
        return NaiveBayesModelData.TYPE_INFO;
    }

    private record RecordReader(FSDataInputStream stream) implements Reader<NaiveBayesModelData> {
        private static final MapSerializer<Double, Double> LIKELIHOODS =
                new MapSerializer<>(DoubleSerializer.INSTANCE, DoubleSerializer.INSTANCE);

        @Override
        public NaiveBayesModelData read() throws IOException {
            try {
                return read(new DataInputViewStreamWrapper(stream));
            } catch (EOFException atTheEnd) {
                return null;
            }
        }

        private static NaiveBayesModelData read(DataInputViewStreamWrapper in) throws IOException {
            DenseVectorSerializer vectors = new DenseVectorSerializer();
            DenseVector labels = vectors.deserialize(in);
            DenseVector logPriors = vectors.deserialize(in);
            Map<Double, Double>[][] theta = likelihoods(in.readInt(), in.readInt());
            for (Map<Double, Double>[] label : theta) {
                for (int feature = 0; feature < label.length; feature++) {
                    label[feature] = LIKELIHOODS.deserialize(in);
                }
            }
            return new NaiveBayesModelData(theta, logPriors, labels);
        }

        @SuppressWarnings("unchecked")
        private static Map<Double, Double>[][] likelihoods(int labels, int features) {
            return (Map<Double, Double>[][]) new Map<?, ?>[labels][features];
        }

        @Override
        public void close() throws IOException {
            stream.close();
        }
    }
}
