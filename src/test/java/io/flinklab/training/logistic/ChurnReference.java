package io.flinklab.training.logistic;

import static org.assertj.core.api.Assumptions.assumeThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * The real customers with the article's features, as environment/golden/logistic.py makes them.
 *
 * @param train the first 8,000
 * @param test the other 2,000
 */
record ChurnReference(List<WeightedRow> train, List<WeightedRow> test) {
    private static final int TRAIN_ROWS = 8000;
    private static final List<String> NUMERIC =
            List.of("CreditScore", "Age", "Tenure", "Balance", "NumOfProducts", "EstimatedSalary");

    /** Skips the calling test without the file. */
    static ChurnReference read() throws IOException {
        Path file = Path.of(System.getProperty("churn.data", "../shared/data/Churn_Modelling.csv"));
        assumeThat(file)
                .withFailMessage(
                        "SKIPPED: needs the real data at %s", file.toAbsolutePath().normalize())
                .matches(Files::isRegularFile);
        try (CsvReader<NamedCsvRecord> csv = CsvReader.builder().ofNamedCsvRecord(file)) {
            return of(csv.stream().toList());
        }
    }

    private static ChurnReference of(List<NamedCsvRecord> records) {
        double[][] scaling = new double[NUMERIC.size()][];
        for (int j = 0; j < scaling.length; j++) {
            scaling[j] = meanAndDeviation(records.subList(0, TRAIN_ROWS), NUMERIC.get(j));
        }
        List<WeightedRow> rows = new ArrayList<>();
        for (NamedCsvRecord row : records) {
            rows.add(WeightedRow.of(features(row, scaling), number(row, "Exited"), 1));
        }
        return new ChurnReference(
                rows.subList(0, TRAIN_ROWS), rows.subList(TRAIN_ROWS, rows.size()));
    }

    private static double[] features(NamedCsvRecord row, double[][] scaling) {
        List<Double> x = new ArrayList<>();
        Stream.of("France", "Germany", "Spain")
                .forEach(country -> x.add(row.getField("Geography").equals(country) ? 1.0 : 0.0));
        Stream.of("Female", "Male")
                .forEach(gender -> x.add(row.getField("Gender").equals(gender) ? 1.0 : 0.0));
        x.add(number(row, "HasCrCard"));
        x.add(number(row, "IsActiveMember"));
        for (int j = 0; j < scaling.length; j++) {
            x.add((number(row, NUMERIC.get(j)) - scaling[j][0]) / scaling[j][1]);
        }
        return x.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private static double[] meanAndDeviation(List<NamedCsvRecord> rows, String column) {
        double[] values = rows.stream().mapToDouble(row -> number(row, column)).toArray();
        double mean = Arrays.stream(values).sum() / values.length;
        double squares = 0;
        for (double value : values) {
            squares += (value - mean) * (value - mean);
        }
        return new double[] {mean, Math.sqrt(squares / (values.length - 1))};
    }

    private static double number(NamedCsvRecord row, String column) {
        return Double.parseDouble(row.getField(column));
    }
}
