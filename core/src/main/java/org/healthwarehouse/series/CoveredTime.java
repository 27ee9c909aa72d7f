package org.healthwarehouse.series;

import java.util.Arrays;

/** The time that some samples cover: half-open intervals and single moments, joined, ascending. */
final class CoveredTime {
    private long[] starts = new long[16];
    private long[] ends = new long[16];
    private int size;

    int size() {
        return size;
    }

    long start(int i) {
        return starts[i];
    }

    long end(int i) {
        return ends[i];
    }

    /** Adds an interval that begins no earlier than all before it. */
    void append(long start, long end) {
        if (size > 0 && start <= ends[size - 1]) {
            ends[size - 1] = Math.max(ends[size - 1], end);
            return;
        }
        if (size == starts.length) {
            starts = Arrays.copyOf(starts, size * 2);
            ends = Arrays.copyOf(ends, size * 2);
        }
        starts[size] = start;
        ends[size] = end;
        size++;
    }

    /** What this or the other covers. */
    CoveredTime or(CoveredTime other) {
        CoveredTime both = new CoveredTime();
        int mine = 0;
        int its = 0;
        while (mine < size || its < other.size) {
            boolean takeMine = its == other.size || (mine < size && starts[mine] <= other.starts[its]);
            if (takeMine) {
                both.append(starts[mine], ends[mine]);
                mine++;
            } else {
                both.append(other.starts[its], other.ends[its]);
                its++;
            }
        }
        return both;
    }

    /** The position of the first interval that ends after the moment, or is that very moment. */
    int firstReaching(long moment) {
        int low = 0;
        int high = size;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (ends[middle] > moment || (ends[middle] == moment && starts[middle] == moment)) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    /** Whether the moment is covered. */
    boolean contains(long moment) {
        int at = firstReaching(moment);
        return at < size && starts[at] <= moment;
    }
}
