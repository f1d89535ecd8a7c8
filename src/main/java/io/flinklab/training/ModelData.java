package io.flinklab.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.file.src.reader.SimpleStreamFormat;
import org.apache.flink.connector.file.src.reader.StreamFormat;
import org.apache.flink.core.fs.local.LocalDataInputStream;

/** The files in which Flink ML saved what one stage learned. */
final class ModelData {
    private final Path directory;

    ModelData(Path stage) {
        this.directory = stage.resolve("data");
    }

    /** Every record of every file, in order of the files' names. */
    <T> List<T> all(SimpleStreamFormat<T> format) throws IOException {
        List<T> records = new ArrayList<>();
        for (Path file : files()) {
            try (StreamFormat.Reader<T> reader =
                    format.createReader(
                            new Configuration(), new LocalDataInputStream(file.toFile()))) {
                for (T data = reader.read(); data != null; data = reader.read()) {
                    records.add(data);
                }
            }
        }
        return records;
    }

    /** The only record there is. */
    <T> T single(SimpleStreamFormat<T> format) throws IOException {
        List<T> records = all(format);
        if (records.size() != 1) {
            throw new IOException(
                    "Expected one record of model data in "
                            + directory
                            + ", found "
                            + records.size()
                            + ". The job that saved it did not run to its end.");
        }
        return records.get(0);
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }
}
