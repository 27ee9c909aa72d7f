package org.healthwarehouse.testkit.fakes;

import java.util.OptionalLong;
import java.util.SplittableRandom;

/** When the watch gives its memory to the vendor: once on most days, at any hour, at least every fourth day. */
final class Uploads {
    private static final long DAY = 86_400_000;

    private final long seed;

    Uploads(long seed) {
        this.seed = seed;
    }

    /** The first upload at or after the moment, which is when what was recorded until then becomes visible. */
    long first(long moment) {
        for (long day = Math.floorDiv(moment, DAY); ; day++) {
            OptionalLong upload = on(day);
            if (upload.isPresent() && upload.getAsLong() >= moment) {
                return upload.getAsLong();
            }
        }
    }

    /** The last upload until the moment: everything that the watch recorded before it is there. */
    long last(long moment) {
        for (long day = Math.floorDiv(moment, DAY); ; day--) {
            OptionalLong upload = on(day);
            if (upload.isPresent() && upload.getAsLong() <= moment) {
                return upload.getAsLong();
            }
        }
    }

    private OptionalLong on(long day) {
        SplittableRandom dice = Dice.of(seed, 11, day);
        boolean happens = dice.nextInt(4) > 0 || day % 4 == 0;
        return happens ? OptionalLong.of(day * DAY + dice.nextLong(DAY)) : OptionalLong.empty();
    }
}
