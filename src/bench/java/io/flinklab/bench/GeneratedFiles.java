package io.flinklab.bench;

import io.flinklab.churn.CustomerGenerator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A directory of generated customer files, made where it is not there yet. */
record GeneratedFiles(Path directory, int files, long rowsEach) {

    long rows() {
        return files * rowsEach;
    }

    GeneratedFiles write() throws IOException {
        Files.createDirectories(directory);
        for (int i = 0; i < files; i++) {
            Path file = directory.resolve("customers-" + i + ".csv");
            if (!Files.exists(file)) {
                Path unfinished = directory.resolve("." + i);
                new CustomerGenerator(CustomerGenerator.DEFAULT_SEED + i)
                        .writeTo(unfinished, rowsEach);
                Files.move(unfinished, file);
            }
        }
        return this;
    }
}
