package io.flinklab.training.network;

import io.flinklab.training.rounds.GradientRequest;
import io.flinklab.training.rounds.GradientSums;
import io.flinklab.training.rounds.RoundWorker;
import io.flinklab.training.rounds.Rows;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Counts rows, and sums their losses and gradients, computed by PyTorch. */
final class NetworkWorker implements RoundWorker<NetworkRow> {
    private static final long serialVersionUID = 1;

    private final NetworkOptions options;
    private transient TorchNetwork network;

    NetworkWorker(NetworkOptions options) {
        this.options = options;
    }

    @Override
    public int buckets() {
        return 8;
    }

    @Override
    public long hash(NetworkRow row) {
        return row.hash();
    }

    @Override
    public void write(NetworkRow row, DataOutputView out) throws IOException {
        row.write(out);
    }

    @Override
    public NetworkRow read(NetworkRow reuse, DataInputView in) throws IOException {
        return NetworkRow.read(in);
    }

    @Override
    public void open() {
        TorchEngine.require();
    }

    @Override
    public Bucket bucket(Rows<NetworkRow> rows) {
        List<NetworkRow> sorted = new ArrayList<>();
        rows.forEach(sorted::add);
        sorted.sort(NetworkRow.CONTENT_ORDER);
        return new Parts(sorted);
    }

    private TorchNetwork network(int inputs) {
        if (network == null) {
            network = new TorchNetwork(options.layout(inputs));
        }
        return network;
    }

    @Override
    public void close() {
        if (network != null) {
            network.close();
            network = null;
        }
    }

    /** The rows of a bucket by what they are for. */
    private final class Parts implements Bucket {
        private final List<NetworkRow> training = new ArrayList<>();
        private final List<NetworkRow> validation = new ArrayList<>();
        private final List<List<NetworkRow>> batches = new ArrayList<>();
        private int epoch = -1;

        Parts(List<NetworkRow> rows) {
            for (NetworkRow row : rows) {
                boolean validates = row.isValidation(options.seed(), options.validationShare());
                (validates ? validation : training).add(row);
            }
        }

        @Override
        public void answer(GradientRequest request, GradientSums sums) {
            if (request.parameters == null) {
                count(sums);
            } else if (!training.isEmpty() || !validation.isEmpty()) {
                NetworkRow any = (training.isEmpty() ? validation : training).get(0);
                sum(network(any.features.length), request, sums);
            }
        }

        private void count(GradientSums sums) {
            for (NetworkRow row : training) {
                sums.countLabel(row.label, 1);
                sums.countSize(row.features.length);
            }
            validation.forEach(row -> sums.countSize(row.features.length));
            sums.validationRows = validation.size();
        }

        private void sum(TorchNetwork network, GradientRequest request, GradientSums sums) {
            if (request.derivatives == 0) {
                sums.rows = training.size();
                sums.validationRows = validation.size();
                sums.loss = network.loss(request.parameters, TorchNetwork.Batch.of(training));
                sums.validationLoss =
                        network.loss(request.parameters, TorchNetwork.Batch.of(validation));
            } else {
                TorchNetwork.Batch batch = TorchNetwork.Batch.of(batch(request));
                sums.rows = batch.rows();
                sums.gradient = new double[request.parameters.length];
                sums.loss = network.loss(request.parameters, batch, sums.gradient);
            }
        }

        private List<NetworkRow> batch(GradientRequest request) {
            if (epoch != request.epoch) {
                epoch = request.epoch;
                batches.clear();
                for (int batch = 0; batch < request.batches; batch++) {
                    batches.add(new ArrayList<>());
                }
                for (NetworkRow row : training) {
                    batches.get(row.batch(options.seed(), epoch, request.batches)).add(row);
                }
            }
            return batches.get(request.batch);
        }
    }
}
