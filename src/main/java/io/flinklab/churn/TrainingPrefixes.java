package io.flinklab.churn;

import io.flinklab.data.Example;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Training rows that three subtasks read: of each, a prefix of its rows. Row i of the file, counted
 * from 0, is read by subtask i mod 3.
 *
 * @param first how many rows of subtask 0
 * @param second how many rows of subtask 1
 * @param third how many rows of subtask 2
 * @param error the largest difference between a customer's numbers, scaled by these rows, and the
 *     printed ones
 */
public record TrainingPrefixes(int first, int second, int third, double error) {
    static final int SUBTASKS = 3;

    /** More than rounding leaves, and far less than one row changes. */
    private static final double ROUNDING = 1e-12;

    /** Whether these rows explain the printed numbers, to the last digits. */
    public boolean explain() {
        return error < ROUNDING;
    }

    /** Whether these rows include the one at this position of the file, from 0. */
    public boolean contains(int row) {
        int subtask = row % SUBTASKS;
        int length = subtask == 0 ? first : subtask == 1 ? second : third;
        return row / SUBTASKS < length;
    }

    /** These rows of a file. */
    public List<Example> rowsOf(List<Example> customers) {
        return rows(customers, true);
    }

    /** The other rows of a file. */
    public List<Example> othersOf(List<Example> customers) {
        return rows(customers, false);
    }

    private List<Example> rows(List<Example> customers, boolean contained) {
        return IntStream.range(0, customers.size())
                .filter(row -> contains(row) == contained)
                .mapToObj(customers::get)
                .toList();
    }
}
