package io.flinklab.online.drift;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * The drift detection method (Gama et al., 2004), for the errors of predictions: 1 for a wrong one,
 * 0 for a right one. It warns, and then gives the alarm, when the share of errors is so many of its
 * standard deviations above its lowest.
 */
public final class Ddm implements DriftDetector {
    private final int minValues;
    private final double warning;
    private final double drift;

    private final RunningMean errors = new RunningMean();
    private double leastShare;
    private double leastDeviation;
    private boolean warned;
    private Evidence evidence;

    /** 30 values first; warns at 2 standard deviations, gives the alarm at 3. */
    public Ddm() {
        this(30, 2, 3);
    }

    /**
     * A detector.
     *
     * @param minValues it looks at a share of more values than these; 1 or more
     * @param warning standard deviations from which it warns, above 0
     * @param drift standard deviations from which it gives the alarm, no fewer
     */
    public Ddm(int minValues, double warning, double drift) {
        Requirements.require(minValues >= 1, "minValues is 1 or more", minValues);
        Requirements.require(warning > 0, "warning is above 0", warning);
        Requirements.require(drift >= warning, "drift is not below warning", drift);
        this.minValues = minValues;
        this.warning = warning;
        this.drift = drift;
        reset();
    }

    private void reset() {
        errors.reset();
        leastShare = Double.POSITIVE_INFINITY;
        leastDeviation = 0;
        warned = false;
    }

    /** Whether it warns of the last value. */
    public boolean isWarning() {
        return warned;
    }

    @Override
    public boolean update(double value) {
        Requirements.require(value == 0 || value == 1, "an error is 1 or 0", value);
        errors.add(value);
        if (errors.count() <= minValues) {
            return false;
        }
        double share = errors.get();
        double deviation = Math.sqrt(share * (1 - share) / errors.count());
        if (share + deviation <= leastShare + leastDeviation) {
            leastShare = share;
            leastDeviation = deviation;
        }
        boolean alarm = share + deviation > leastShare + drift * leastDeviation;
        warned = !alarm && share + deviation > leastShare + warning * leastDeviation;
        if (alarm) {
            evidence = new Evidence(share + deviation, leastShare + drift * leastDeviation);
            reset();
        }
        return alarm;
    }

    /** The share of errors and its standard deviation. */
    @Override
    public Evidence evidence() {
        return evidence;
    }

    @Override
    public void write(DataOutput out) throws IOException {
        errors.write(out);
        out.writeDouble(leastShare);
        out.writeDouble(leastDeviation);
        out.writeBoolean(warned);
    }

    @Override
    public void restore(DataInput in) throws IOException {
        errors.restore(in);
        leastShare = in.readDouble();
        leastDeviation = in.readDouble();
        warned = in.readBoolean();
    }
}
