package io.flinklab.training.logistic;

import java.io.IOException;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.file.src.reader.SimpleStreamFormat;
import org.apache.flink.core.fs.FSDataInputStream;

/** Reads a model data file in a Flink job. */
final class ModelDataFormat extends SimpleStreamFormat<LogisticModelData> {

    @Override
    public Reader<LogisticModelData> createReader(Configuration config, FSDataInputStream stream) {
        return new Reader<>() {
            private boolean read;

            @Override
            public LogisticModelData read() throws IOException {
                LogisticModelData data = read ? null : LogisticModelData.decode(stream);
                read = true;
                return data;
            }

            @Override
            public void close() throws IOException {
                stream.close();
            }
        };
    }

    @Override
    public TypeInformation<LogisticModelData> getProducedType() {
        return TypeInformation.of(LogisticModelData.class);
    }
}
