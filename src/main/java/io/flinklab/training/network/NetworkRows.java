package io.flinklab.training.network;

import io.flinklab.data.SplitMix64;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The rows of one subtask in buckets by their keys. Which bucket a row is in, and its place there,
 * depend on the row alone; so a bucket's sums are the same to the bit in whatever order rows arrive
 * and on whatever subtask the bucket lies.
 */
final class NetworkRows implements AutoCloseable {
    /** A fixed number, so that the order of summing does not depend on the parallelism. */
    static final int BUCKETS = 8;

    private final NetworkOptions options;
    private final SeededAssignment lots;
    private final List<Bucket> buckets = new ArrayList<>();
    private boolean sorted;
    private TorchNetwork network;

    NetworkRows(NetworkOptions options) {
        this.options = options;
        this.lots = new SeededAssignment(options.seed());
        for (int bucket = 0; bucket < BUCKETS; bucket++) {
            buckets.add(new Bucket());
        }
    }

    static int bucketOf(NetworkRow row) {
        long bits = SplitMix64.mixed(SplitMix64.mixed(row.customer) + row.number);
        return (int) Math.floorMod(bits, (long) BUCKETS);
    }

    static int subtaskOf(int bucket, int subtasks) {
        return bucket % subtasks;
    }

    void add(NetworkRow row) {
        Bucket bucket = buckets.get(bucketOf(row));
        boolean validates = lots.validates(row, options.validationShare());
        (validates ? bucket.validation : bucket.training).add(row);
        sorted = false;
    }

    /** One bucket's answer. */
    Answer answer(int number, Ask ask) {
        if (!sorted) {
            buckets.forEach(Bucket::sort);
            sorted = true;
        }
        Answer answer = new Answer(number);
        Bucket bucket = buckets.get(number);
        if (ask.parameters == null) {
            bucket.training.forEach(row -> count(row, answer));
            bucket.validation.forEach(row -> measure(row, answer));
            answer.validationRows = bucket.validation.size();
            return answer;
        }
        answer.fingerprint = Arrays.hashCode(ask.parameters);
        if (bucket.isEmpty()) {
            return answer;
        }
        if (network == null) {
            int inputs = bucket.any().features.length;
            network = new TorchNetwork(options.layout(inputs));
        }
        if (ask.batch == Ask.LOSSES) {
            losses(bucket, ask, answer);
        } else {
            gradient(bucket, ask, answer);
        }
        return answer;
    }

    private static void count(NetworkRow row, Answer answer) {
        answer.rows++;
        answer.ones += (long) row.label;
        measure(row, answer);
    }

    private static void measure(NetworkRow row, Answer answer) {
        answer.smallestSize = Math.min(answer.smallestSize, row.features.length);
        answer.largestSize = Math.max(answer.largestSize, row.features.length);
    }

    private void losses(Bucket bucket, Ask ask, Answer answer) {
        answer.rows = bucket.training.size();
        answer.validationRows = bucket.validation.size();
        answer.loss = network.loss(ask.parameters, Batch.of(bucket.training));
        answer.validationLoss = network.loss(ask.parameters, Batch.of(bucket.validation));
    }

    private void gradient(Bucket bucket, Ask ask, Answer answer) {
        Batch batch = bucket.batch(ask, lots);
        answer.rows = batch.rows();
        answer.gradient = new double[ask.parameters.length];
        answer.loss = network.loss(ask.parameters, batch, answer.gradient);
    }

    @Override
    public void close() {
        if (network != null) {
            network.close();
            network = null;
        }
    }

    /** Rows that are summed by themselves. */
    private static final class Bucket {
        private final List<NetworkRow> training = new ArrayList<>();
        private final List<NetworkRow> validation = new ArrayList<>();
        private final List<List<NetworkRow>> batches = new ArrayList<>();
        private int epoch = -1;

        void sort() {
            training.sort(NetworkRow.CONTENT_ORDER);
            validation.sort(NetworkRow.CONTENT_ORDER);
        }

        boolean isEmpty() {
            return training.isEmpty() && validation.isEmpty();
        }

        NetworkRow any() {
            return (training.isEmpty() ? validation : training).get(0);
        }

        Batch batch(Ask ask, SeededAssignment lots) {
            if (epoch != ask.epoch) {
                epoch = ask.epoch;
                batches.clear();
                for (int batch = 0; batch < ask.batches; batch++) {
                    batches.add(new ArrayList<>());
                }
                training.forEach(row -> batches.get(lots.batch(row, epoch, ask.batches)).add(row));
            }
            return Batch.of(batches.get(ask.batch));
        }
    }
}
