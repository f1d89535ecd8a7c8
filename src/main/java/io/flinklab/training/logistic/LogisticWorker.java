package io.flinklab.training.logistic;

import io.flinklab.training.rounds.GradientRequest;
import io.flinklab.training.rounds.GradientSums;
import io.flinklab.training.rounds.RoundWorker;
import io.flinklab.training.rounds.Rows;
import java.io.IOException;
import java.util.Arrays;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Counts rows, and sums their losses and derivatives.
 *
 * @param offset 1 when the first parameter is the intercept, otherwise 0
 */
record LogisticWorker(int offset) implements RoundWorker<WeightedRow> {

    @Override
    public int buckets() {
        return 16;
    }

    @Override
    public long hash(WeightedRow row) {
        return row.hash;
    }

    @Override
    public void write(WeightedRow row, DataOutputView out) throws IOException {
        row.write(out);
    }

    @Override
    public WeightedRow read(WeightedRow reuse, DataInputView in) throws IOException {
        WeightedRow row = reuse == null ? new WeightedRow() : reuse;
        row.read(in);
        return row;
    }

    @Override
    public Bucket bucket(Rows<WeightedRow> rows) {
        return (request, sums) -> {
            if (request.parameters == null) {
                rows.forEach(row -> count(row, sums));
            } else {
                sum(rows, request, sums);
            }
        };
    }

    private static void count(WeightedRow row, GradientSums sums) {
        sums.countSize(row.size);
        if (row.weight == 0) {
            sums.ignoredRows++;
            return;
        }
        sums.countLabel(row.label, row.weight);
        if (sums.squares.length < row.size) {
            sums.squares = Arrays.copyOf(sums.squares, row.size);
        }
        for (int k = 0; k < row.values.length; k++) {
            sums.squares[row.index(k)] += row.weight * row.values[k] * row.values[k];
        }
    }

    private void sum(Rows<WeightedRow> rows, GradientRequest request, GradientSums sums) {
        LossSums losses = new LossSums(request, offset, sums);
        rows.forEach(
                row -> {
                    if (row.weight > 0) {
                        losses.add(row);
                    }
                });
        losses.finish();
    }

    /**
     * Adds rows' logistic loss w log(1 + exp(-m)), m = (2y - 1) z, z the log-odds, with its
     * gradient w (p - y) x and second derivatives w p (1 - p) x x', to a bucket's {@link
     * GradientSums}. Zero features cost nothing.
     *
     * <p>{@link StrictMath} because its last bit is the same on every machine.
     */
    private static final class LossSums {
        private final GradientRequest request;
        private final int offset;
        private final GradientSums sums;
        private final DenseProducts products;

        LossSums(GradientRequest request, int offset, GradientSums sums) {
            this.request = request;
            this.offset = offset;
            this.sums = sums;
            int size = request.parameters.length;
            sums.gradient = new double[size];
            sums.hessian = new double[request.derivatives > 1 ? size * (size + 1) / 2 : 0];
            products = new DenseProducts(sums.hessian, size);
        }

        void add(WeightedRow row) {
            double weight =
                    row.weight * (row.label == 0 ? request.weightOfZeros : request.weightOfOnes);
            double logOdds = row.margin(request.parameters, offset);
            double margin = row.label == 0 ? -logOdds : logOdds;
            // At most 1 whatever the sign, so nothing overflows.
            double small = StrictMath.exp(-Math.abs(margin));
            double wrongness = margin >= 0 ? small / (1 + small) : 1 / (1 + small);
            sums.loss += weight * (StrictMath.log1p(small) + Math.max(0, -margin));
            sums.wrong += margin > 0 ? 0 : 1;
            addGradient(row, weight * (row.label == 0 ? wrongness : -wrongness));
            if (request.derivatives > 1) {
                addHessian(row, weight * small / ((1 + small) * (1 + small)));
            }
        }

        private void addGradient(WeightedRow row, double factor) {
            double[] gradient = sums.gradient;
            if (offset == 1) {
                gradient[0] += factor;
            }
            for (int k = 0; k < row.values.length; k++) {
                gradient[offset + row.index(k)] += factor * row.values[k];
            }
        }

        private void addHessian(WeightedRow row, double factor) {
            if (row.indices == null) {
                products.add(row.values, offset, factor);
                return;
            }
            if (offset == 1) {
                sums.hessian[0] += factor;
            }
            for (int k = 0; k < row.values.length; k++) {
                addHessianRow(row, k, factor * row.values[k]);
            }
        }

        private void addHessianRow(WeightedRow row, int k, double scaled) {
            double[] hessian = sums.hessian;
            int start = Cholesky.at(offset + row.indices[k], 0);
            if (offset == 1) {
                hessian[start] += scaled;
            }
            for (int j = 0; j <= k; j++) {
                hessian[start + offset + row.indices[j]] += scaled * row.values[j];
            }
        }

        /** Adds what is left for the end. */
        void finish() {
            products.finish();
        }
    }
}
