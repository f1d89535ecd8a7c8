package io.flinklab.training.network;

import java.util.ArrayList;
import java.util.List;

/** Trains without a cluster, as the operators do. */
final class PlainNetworkTraining {
    private PlainNetworkTraining() {}

    /** With all buckets on one subtask. */
    static AdamSolver train(List<NetworkRow> rows, NetworkOptions options) {
        return train(rows, options, 1);
    }

    static AdamSolver train(List<NetworkRow> rows, NetworkOptions options, int subtasks) {
        List<NetworkRows> held = new ArrayList<>();
        for (int i = 0; i < subtasks; i++) {
            held.add(new NetworkRows(options));
        }
        rows.forEach(
                row ->
                        held.get(NetworkRows.subtaskOf(NetworkRows.bucketOf(row), subtasks))
                                .add(row));
        AdamSolver descent = new AdamSolver(options);
        while (descent.ask() != null) {
            OrderedAnswers answers = new OrderedAnswers();
            for (int bucket = NetworkRows.BUCKETS - 1; bucket >= 0; bucket--) {
                int subtask = NetworkRows.subtaskOf(bucket, subtasks);
                answers.add(held.get(subtask).answer(bucket, descent.ask()));
            }
            descent.take(answers.take());
        }
        held.forEach(NetworkRows::close);
        return descent;
    }
}
