package io.flinklab.bench;

import io.flinklab.churn.Churn;
import io.flinklab.data.Dataset;
import io.flinklab.data.Example;
import io.flinklab.interchange.Runtimes;
import io.flinklab.serving.Scorer;
import io.flinklab.serving.ServedModel;
import io.flinklab.store.ModelStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Whether libtorch gives back what it takes: the process's resident memory while it scores. Prints
 * a line at the start, at each further tenth of the rows and at the end: rows scored, mebibytes;
 * separated by a tab. A small heap that is there from the start, {@code -Xms64m -Xmx64m
 * -XX:+AlwaysPreTouch}, leaves the memory that is not Java's to see.
 *
 * <p>Arguments: the data file, a model store, how many rows, how many at once.
 */
public final class TorchMemory {
    private static final int LINES = 10;

    private TorchMemory() {}

    /** Measures. */
    public static void main(String[] args) throws IOException {
        List<Example> customers = Dataset.read(Churn.SCHEMA, Path.of(args[0])).examples();
        ServedModel model = ServedModel.of(ModelStore.at(Path.of(args[1])).open());
        long rows = Long.parseLong(args[2]);
        int batch = Integer.parseInt(args[3]);
        try (Scorer scorer = Runtimes.TORCH.open(model)) {
            long scored = 0;
            for (int line = 0; line <= LINES; line++) {
                int from = 0;
                while (scored < rows * line / LINES) {
                    from = from + batch > customers.size() ? 0 : from;
                    scorer.score(customers.subList(from, from + batch));
                    from += batch;
                    scored += batch;
                }
                System.out.println(scored + "\t" + residentMebibytes());
            }
        }
    }

    private static long residentMebibytes() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) >> 10)
                .findFirst()
                .orElseThrow();
    }
}
