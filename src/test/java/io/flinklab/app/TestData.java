package io.flinklab.app;

import io.flinklab.churn.Churn;
import io.flinklab.data.Dataset;
import io.flinklab.data.Example;
import io.flinklab.data.RealData;
import java.nio.file.Path;
import java.util.List;

/** The two data sets that a figure or a law is held to. */
public enum TestData {
    /** The customers that the project ships. */
    SHIPPED {
        @Override
        public Path file() {
            return Path.of("data/churn.csv");
        }
    },
    /** The article's customers; skips the calling test where they are missing. */
    REAL {
        @Override
        public Path file() {
            return RealData.file();
        }
    };

    /** Where the customers are. */
    public abstract Path file();

    /** All customers in file order. */
    public List<Example> customers() {
        return Dataset.read(Churn.SCHEMA, file()).examples();
    }
}
