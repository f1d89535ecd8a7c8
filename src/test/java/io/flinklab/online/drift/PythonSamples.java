package io.flinklab.online.drift;

import java.util.function.LongFunction;

/**
 * The draws of Python's {@code random.Random(seed).sample(range(limit), count)}, one after the
 * other, by which river's KSWIN compares: the Mersenne twister of Matsumoto and Nishimura (1998).
 */
final class PythonSamples implements LongFunction<int[]> {
    private static final int SIZE = 624;

    private final int limit;
    private final int count;
    private final int seed;
    private final int[] state = new int[SIZE];
    private int next;

    PythonSamples(int limit, int count, int seed) {
        this.limit = limit;
        this.count = count;
        this.seed = seed;
    }

    /** The first draw of a detector that has begun anew is the generator's first. */
    @Override
    public int[] apply(long look) {
        if (look == 0) {
            begin();
        }
        int[] pool = new int[limit];
        for (int i = 0; i < limit; i++) {
            pool[i] = i;
        }
        int[] drawn = new int[count];
        for (int i = 0; i < count; i++) {
            int j = below(limit - i);
            drawn[i] = pool[j];
            pool[j] = pool[limit - i - 1];
        }
        return drawn;
    }

    private void begin() {
        fill(19650218);
        int i = 1;
        for (int k = 0; k < SIZE; k++) {
            state[i] = (state[i] ^ (mixed(i) * 1664525)) + seed;
            i = following(i);
        }
        for (int k = 0; k < SIZE - 1; k++) {
            state[i] = (state[i] ^ (mixed(i) * 1566083941)) - i;
            i = following(i);
        }
        state[0] = 0x80000000;
        next = SIZE;
    }

    private void fill(int value) {
        state[0] = value;
        for (int i = 1; i < SIZE; i++) {
            state[i] = 1812433253 * mixed(i) + i;
        }
    }

    private int mixed(int i) {
        return state[i - 1] ^ (state[i - 1] >>> 30);
    }

    private int following(int i) {
        if (i + 1 < SIZE) {
            return i + 1;
        }
        state[0] = state[SIZE - 1];
        return 1;
    }

    private int below(int bound) {
        int bits = 32 - Integer.numberOfLeadingZeros(bound);
        int drawn = bits(bits);
        while (drawn >= bound) {
            drawn = bits(bits);
        }
        return drawn;
    }

    private int bits(int bits) {
        if (next == SIZE) {
            twist();
        }
        int y = state[next++];
        y ^= y >>> 11;
        y ^= (y << 7) & 0x9d2c5680;
        y ^= (y << 15) & 0xefc60000;
        y ^= y >>> 18;
        return y >>> (32 - bits);
    }

    private void twist() {
        for (int i = 0; i < SIZE; i++) {
            int y = (state[i] & 0x80000000) | (state[(i + 1) % SIZE] & 0x7fffffff);
            state[i] = state[(i + 397) % SIZE] ^ (y >>> 1) ^ ((y & 1) * 0x9908b0df);
        }
        next = 0;
    }
}
