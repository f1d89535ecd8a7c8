package io.flinklab.app;

import io.flinklab.churn.Churn;
import io.flinklab.churn.Customer;
import io.flinklab.churn.CustomerGenerator;
import io.flinklab.data.Example;
import io.flinklab.data.Reject;
import io.flinklab.data.RejectFile;
import io.flinklab.serving.Prediction;
import java.nio.file.Path;
import java.util.Collections;

/** What writes the files that commands make, but for an export, which needs a model. */
enum FileWriters {
    CUSTOMERS {
        @Override
        void write(Path file, int rows) {
            new CustomerGenerator(1).writeTo(file, rows);
        }
    },
    SCORES {
        @Override
        void write(Path file, int rows) {
            try (ScoreFile scores = ScoreFile.create(file, Churn.SCHEMA, "v000001")) {
                for (int i = 0; i < rows; i++) {
                    scores.write(ANNA, 1, new Prediction(.5, 1));
                }
                scores.finish();
            }
        }
    },
    REJECTS {
        @Override
        void write(Path file, int rows) {
            RejectFile.write(file, Collections.nCopies(rows, new Reject("a.csv", 2, "", "r", "x")));
        }
    };

    private static final Example ANNA =
            new Customer(1, 2, "Anna", 600, "Spain", "Female", 40, 3, 10, 1, 0, 1, 99, 0)
                    .toExample();

    /**
     * Writes a header and so many rows.
     *
     * @throws io.flinklab.data.DataException if that cannot be done
     */
    abstract void write(Path file, int rows);
}
