package io.flinklab.churn;

import io.flinklab.data.Example;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Tries all prefixes of three subtasks' rows. Sums and sums of squares of every prefix are computed
 * once, so that a candidate costs a few additions. The numbers are standardised before they are
 * summed, which changes no scaled number and keeps the digits of the squares.
 */
final class PrefixSearch {
    private final double[] customer;
    private final double[] printed;
    private final int trainingRows;

    /** By subtask, number and length of the prefix. */
    private final double[][][] sums;

    private final double[][][] squares;

    PrefixSearch(List<Example> customers, Example customer, PrintedCustomer row, int trainingRows) {
        PrintedCustomer.Columns file = PrintedCustomer.Columns.of(customers);
        this.customer = standardised(customer, file);
        this.printed = row.scaled();
        this.trainingRows = trainingRows;
        this.sums = new double[TrainingPrefixes.SUBTASKS][printed.length][];
        this.squares = new double[TrainingPrefixes.SUBTASKS][printed.length][];
        double[][] values =
                customers.stream().map(each -> standardised(each, file)).toArray(double[][]::new);
        for (int subtask = 0; subtask < TrainingPrefixes.SUBTASKS; subtask++) {
            for (int i = 0; i < printed.length; i++) {
                addUp(values, subtask, i);
            }
        }
    }

    /** For each length of the first prefix that is possible, ascending, the best two others. */
    List<TrainingPrefixes> bestByFirst() {
        List<TrainingPrefixes> best = new ArrayList<>();
        int most = rowsOf(0);
        int least = Math.max(0, trainingRows - rowsOf(1) - rowsOf(2));
        for (int first = least; first <= Math.min(most, trainingRows); first++) {
            best.add(best(first, null));
        }
        return best;
    }

    /** The best prefixes that begin with this one, other than some. */
    TrainingPrefixes best(int first, TrainingPrefixes other) {
        int least = Math.max(0, trainingRows - first - rowsOf(2));
        int most = Math.min(rowsOf(1), trainingRows - first);
        int bestSecond = -1;
        double smallest = Double.POSITIVE_INFINITY;
        for (int second = least; second <= most; second++) {
            if (other == null || other.second() != second) {
                double error = error(first, second, trainingRows - first - second, smallest);
                if (error < smallest) {
                    smallest = error;
                    bestSecond = second;
                }
            }
        }
        return new TrainingPrefixes(first, bestSecond, trainingRows - first - bestSecond, smallest);
    }

    /** The error, or a part of it that is not smaller than the one to beat. */
    private double error(int first, int second, int third, double toBeat) {
        double largest = 0;
        for (int i = 0; i < printed.length && largest < toBeat; i++) {
            double sum = sums[0][i][first] + sums[1][i][second] + sums[2][i][third];
            double square = squares[0][i][first] + squares[1][i][second] + squares[2][i][third];
            double mean = sum / trainingRows;
            double variance = (square - sum * mean) / (trainingRows - 1);
            double scaled = (customer[i] - mean) / Math.sqrt(variance);
            largest = Math.max(largest, Math.abs(scaled - printed[i]));
        }
        return largest;
    }

    private void addUp(double[][] values, int subtask, int i) {
        int rows =
                (values.length - subtask + TrainingPrefixes.SUBTASKS - 1)
                        / TrainingPrefixes.SUBTASKS;
        sums[subtask][i] = new double[rows + 1];
        squares[subtask][i] = new double[rows + 1];
        for (int row = 0; row < rows; row++) {
            double value = values[row * TrainingPrefixes.SUBTASKS + subtask][i];
            sums[subtask][i][row + 1] = sums[subtask][i][row] + value;
            squares[subtask][i][row + 1] = squares[subtask][i][row] + value * value;
        }
    }

    private int rowsOf(int subtask) {
        return sums[subtask][0].length - 1;
    }

    private static double[] standardised(Example customer, PrintedCustomer.Columns file) {
        double[] unscaled = PrintedCustomer.unscaled(customer);
        return IntStream.range(0, unscaled.length)
                .mapToDouble(i -> file.scaled(unscaled, i))
                .toArray();
    }
}
