package io.flinklab.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Wall and CPU time of consecutive phases of this process. */
final class Stopwatch {
    private static final double NANOS_PER_MILLI = 1e6;

    private final OperatingSystemMXBean process =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private final List<Phase> phases = new ArrayList<>();
    private double wall;
    private double cpu;

    private Stopwatch(double wall, double cpu) {
        this.wall = wall;
        this.cpu = cpu;
    }

    /** The first phase is what this process did until now. */
    static Stopwatch sinceJvmStart() {
        return new Stopwatch(ManagementFactory.getRuntimeMXBean().getStartTime(), 0);
    }

    /** Ends a phase; the next one begins. */
    void lap(String phase) {
        double wallNow = System.currentTimeMillis();
        double cpuNow = process.getProcessCpuTime() / NANOS_PER_MILLI;
        phases.add(new Phase(phase, wallNow - wall, cpuNow - cpu));
        wall = wallNow;
        cpu = cpuNow;
    }

    void print(PrintStream out) {
        for (Phase phase : phases) {
            out.printf(Locale.ROOT, "%s\t%.0f\t%.0f%n", phase.name, phase.wall, phase.cpu);
        }
    }

    private record Phase(String name, double wall, double cpu) {}
}
