package org.healthwarehouse.testkit.fakes;

import org.healthwarehouse.model.Device;

/**
 * A value that the watch measured.
 *
 * @param type what
 * @param start UTC epoch milliseconds
 * @param end UTC epoch milliseconds; equal to the start for a moment
 * @param value as it is now
 */
record ArchiveSample(ArchiveType type, long start, long end, int value) {
    static final Device WATCH = Device.of("watch");

    TrueItem truth() {
        return TrueItem.sample(WATCH, "", start, end, value);
    }
}
