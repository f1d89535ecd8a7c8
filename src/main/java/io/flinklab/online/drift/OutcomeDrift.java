package io.flinklab.online.drift;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Gives the errors of predictions to ADWIN, Page-Hinkley, KSWIN and DDM. Their options suit errors:
 * without a change none of them gives more than a few alarms in a million rows, save DDM, which may
 * take a lucky beginning for the usual share of errors.
 */
public final class OutcomeDrift implements DriftWatch {
    private static final long SEED = 42;

    private final Map<String, DriftDetector> detectors = new LinkedHashMap<>();
    private final Map<String, Long> sinceRow = new LinkedHashMap<>();
    private final Map<String, Long> sinceTime = new LinkedHashMap<>();
    private long rows;

    /** A watch of predictions that were right or wrong. */
    public OutcomeDrift() {
        detectors.put("adwin", new Adwin());
        detectors.put("page-hinkley", new PageHinkley(30, 0.02, 50, 1));
        detectors.put("kswin", new Kswin(1e-4, 300, 100, SEED));
        detectors.put("ddm", new Ddm(1000, 2, 3));
    }

    /**
     * Takes the next row.
     *
     * @param wrong whether its label is another one than was predicted
     * @param time of the row, milliseconds since 1970 UTC
     */
    public List<Alarm> add(boolean wrong, long time) {
        rows++;
        List<Alarm> alarms = new ArrayList<>(0);
        detectors.forEach(
                (name, detector) -> {
                    sinceRow.putIfAbsent(name, rows);
                    sinceTime.putIfAbsent(name, time);
                    if (detector.update(wrong ? 1 : 0)) {
                        alarms.add(alarm(name, detector, time));
                    }
                });
        return alarms;
    }

    /** Since the alarm before, after which the detector began anew. */
    private Alarm alarm(String name, DriftDetector detector, long time) {
        return new Alarm(
                time,
                rows,
                Alarm.OUTCOME,
                "",
                name,
                detector.evidence(),
                sinceRow.remove(name),
                sinceTime.remove(name));
    }

    @Override
    public void write(DataOutput out) throws IOException {
        out.writeLong(rows);
        for (Map.Entry<String, DriftDetector> each : detectors.entrySet()) {
            each.getValue().write(out);
            out.writeLong(sinceRow.getOrDefault(each.getKey(), 0L));
            out.writeLong(sinceTime.getOrDefault(each.getKey(), 0L));
        }
    }

    @Override
    public void restore(DataInput in) throws IOException {
        rows = in.readLong();
        for (Map.Entry<String, DriftDetector> each : detectors.entrySet()) {
            each.getValue().restore(in);
            long row = in.readLong();
            long time = in.readLong();
            if (row > 0) {
                sinceRow.put(each.getKey(), row);
                sinceTime.put(each.getKey(), time);
            }
        }
    }
}
