package org.healthwarehouse.testkit.garmin;

import java.util.ArrayList;
import java.util.List;

/**
 * When a watch gives its memory to the service: at most once a day, at any hour, and at least every so many days. One
 * that never waits gives it every ten minutes.
 */
final class GarminUploads {
    private static final long DAY = 86_400_000;
    private static final long PROMPT = 600_000;

    private final Draw draw;
    private final boolean late;
    private final int often;
    private final int atLeast;

    /**
     * @param late whether it waits
     * @param often that on so many of a hundred days it does not skip
     * @param atLeast every so many days it does not skip
     */
    GarminUploads(Draw draw, boolean late, int often, int atLeast) {
        this.draw = draw;
        this.late = late;
        this.often = often;
        this.atLeast = atLeast;
    }

    /** The last upload until the moment: everything recorded before it is there. Whole seconds. */
    long last(long moment) {
        if (!late) {
            return Math.floorDiv(moment, PROMPT) * PROMPT;
        }
        for (long day = Math.floorDiv(moment, DAY); ; day--) {
            if (happens(day) && on(day) <= moment) {
                return on(day);
            }
        }
    }

    /** The first upload after the moment. */
    long next(long moment) {
        if (!late) {
            return last(moment) + PROMPT;
        }
        for (long day = Math.floorDiv(moment, DAY); ; day++) {
            if (happens(day) && on(day) > moment) {
                return on(day);
            }
        }
    }

    /** When those parts end in which what was recorded in a span has come by then; of a prompt watch there is one. */
    List<Long> within(long from, long to, long now) {
        List<Long> ends = new ArrayList<>();
        long come = Math.min(to, last(now));
        for (long upload = next(from); late && upload < come; upload = next(upload)) {
            ends.add(upload);
        }
        if (come > from) {
            ends.add(come);
        }
        return ends;
    }

    private boolean happens(long day) {
        return draw.of("skip").of(day).below(100) < often || day % atLeast == 0;
    }

    private long on(long day) {
        return day * DAY + draw.of("when").of(day).below(DAY / 1000) * 1000;
    }
}
