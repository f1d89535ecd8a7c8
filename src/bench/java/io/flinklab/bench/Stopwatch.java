package io.flinklab.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;

/** Wall and CPU time of consecutive phases of this process. */
final class Stopwatch {
    private static final double NANOS_PER_MILLI = 1e6;

    private final OperatingSystemMXBean process =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private final List<Phase> phases = new ArrayList<>();
    private final List<Phase> asides = new CopyOnWriteArrayList<>();
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

    /** Notes how long something takes beside the phases, and does not wait for it. */
    void aside(String name, Callable<?> event) {
        double begin = System.currentTimeMillis();
        Thread thread =
                new Thread(
                        () -> {
                            waitFor(event);
                            asides.add(new Phase(name, System.currentTimeMillis() - begin, 0));
                        });
        thread.setDaemon(true);
        thread.start();
    }

    void print(PrintStream out) {
        for (Phase phase : phases) {
            out.printf(Locale.ROOT, "%s\t%.0f\t%.0f%n", phase.name, phase.wall, phase.cpu);
        }
        for (Phase phase : asides) {
            out.printf(Locale.ROOT, "(%s)\t%.0f\t-%n", phase.name, phase.wall);
        }
    }

    private static void waitFor(Callable<?> event) {
        try {
            event.call();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private record Phase(String name, double wall, double cpu) {}
}
