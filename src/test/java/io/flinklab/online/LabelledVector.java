package io.flinklab.online;

import static org.assertj.core.api.Assumptions.assumeThat;

import io.flinklab.features.FeatureVector;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipInputStream;

/** A row of the tables that environment/golden/online.py reads, in their order. */
public record LabelledVector(double[] values, double label) {

    public FeatureVector features() {
        return FeatureVector.of(values);
    }

    /** 1,250 web pages, out of river's package. */
    public static List<LabelledVector> phishing() throws IOException {
        Path file = fetched("phishing.csv.gz");
        try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
            return csv(in);
        }
    }

    /** 5,300 points of two features, out of river's package. */
    static List<LabelledVector> bananas() throws IOException {
        try (ZipInputStream in = new ZipInputStream(Files.newInputStream(fetched("banana.zip")))) {
            in.getNextEntry();
            return lines(in).filter(line -> !line.isBlank()).map(LabelledVector::libsvm).toList();
        }
    }

    /** 45,311 half-hours, which are not ours to ship. */
    static List<LabelledVector> electricity() throws IOException {
        Path file =
                Path.of(
                        System.getenv()
                                .getOrDefault(
                                        "ELECTRICITY_DATA", "../shared/data/electricity.csv"));
        require(file, "set ELECTRICITY_DATA to your electricity.csv");
        try (InputStream in = Files.newInputStream(file)) {
            return csv(in);
        }
    }

    private static Path fetched(String name) {
        Path file = Path.of("target/data", name);
        require(file, "make " + file + " fetches it");
        return file;
    }

    private static void require(Path file, String cure) {
        if (!Files.isRegularFile(file)) {
            String missing =
                    "SKIPPED: needs %s; %s".formatted(file.toAbsolutePath().normalize(), cure);
            System.err.println(missing);
            assumeThat(file).withFailMessage(missing).isRegularFile();
        }
    }

    private static List<LabelledVector> csv(InputStream in) {
        return lines(in)
                .skip(1)
                .map(line -> Arrays.stream(line.split(",")).mapToDouble(Double::parseDouble))
                .map(numbers -> labelledLast(numbers.toArray()))
                .toList();
    }

    private static LabelledVector labelledLast(double[] numbers) {
        int features = numbers.length - 1;
        return new LabelledVector(Arrays.copyOf(numbers, features), numbers[features]);
    }

    private static LabelledVector libsvm(String line) {
        String[] fields = line.trim().split(" ");
        double[] values =
                Arrays.stream(fields)
                        .skip(1)
                        .mapToDouble(field -> Double.parseDouble(field.split(":")[1]))
                        .toArray();
        return new LabelledVector(values, fields[0].equals("1") ? 1 : 0);
    }

    private static Stream<String> lines(InputStream in) {
        return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)).lines();
    }
}
