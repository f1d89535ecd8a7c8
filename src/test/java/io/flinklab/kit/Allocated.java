package io.flinklab.kit;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** What work takes of the heap, garbage included: a count that no other load changes. */
public final class Allocated {
    private Allocated() {}

    /** The bytes that this thread allocates for some work. */
    public static long bytes(Runnable work) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        work.run();
        return threads.getCurrentThreadAllocatedBytes() - before;
    }
}
