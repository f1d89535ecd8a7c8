package io.flinklab.kit;

import io.flinklab.lesson.LocalCluster;
import java.util.List;
import java.util.stream.IntStream;

/** Ports of the loopback interface that nobody listens on. */
public final class FreePorts {
    private FreePorts() {}

    /** Different ones. */
    public static List<Integer> find(int count) {
        return IntStream.generate(LocalCluster::freePort).distinct().limit(count).boxed().toList();
    }
}
