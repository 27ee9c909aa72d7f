package org.healthwarehouse.coverage;

import java.time.Duration;
import org.healthwarehouse.model.InvalidParameterException;

/**
 * The rules that chunks must keep.
 *
 * @param window longest range of one chunk
 * @param alignment if not zero, chunks begin and end on whole multiples of it since the epoch (UTC midnight for a day)
 * @param bridge longest hole that one chunk may reach across, and only where that saves a call
 */
public record ChunkLimits(Duration window, Duration alignment, Duration bridge) {
    /** @throws InvalidParameterException if the window is not positive or not a multiple of the alignment */
    public ChunkLimits {
        if (window.toMillis() <= 0
                || alignment.isNegative()
                || (!alignment.isZero() && !isMultiple(window.toMillis(), alignment.toMillis()))
                || bridge.isNegative()) {
            throw new InvalidParameterException(
                    "chunk limits",
                    window + ", aligned to " + alignment + ", bridging " + bridge,
                    "must have a positive window that is a multiple of the alignment",
                    "give, for example, 7 days aligned to 1 day");
        }
    }

    private static boolean isMultiple(long window, long alignment) {
        return alignment > 0 && window % alignment == 0;
    }

    /** Windows of the given length, unaligned, that may bridge holes of up to half of it. */
    public static ChunkLimits window(Duration window) {
        return new ChunkLimits(window, Duration.ZERO, window.dividedBy(2));
    }
}
