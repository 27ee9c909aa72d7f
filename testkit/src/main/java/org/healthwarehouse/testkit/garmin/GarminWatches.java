package org.healthwarehouse.testkit.garmin;

import java.time.LocalDate;
import java.util.List;

/**
 * The watches of one person: one for every day, which another of the same model takes over from on a date, and one for
 * sport, which is worn on some afternoons too.
 *
 * @param first worn until the date
 * @param second worn from the date on
 * @param replaced when the second took over
 * @param sport beside them
 */
record GarminWatches(GarminWatch first, GarminWatch second, LocalDate replaced, GarminWatch sport) {
    static final int EVERYDAY_PRODUCT = 4374;
    static final int SPORT_PRODUCT = 4315;

    private static final int SKIPS_SELDOM = 75;
    private static final int SKIPS_MOSTLY = 35;
    private static final int LATEST_DAYS = 4;

    static GarminWatches of(Draw draw, long serials, LocalDate replaced, boolean late) {
        return new GarminWatches(
                new GarminWatch(serials + 1, EVERYDAY_PRODUCT, "fenix 7", true, uploads(draw, 1, SKIPS_SELDOM, late)),
                new GarminWatch(serials + 2, EVERYDAY_PRODUCT, "fenix 7", true, uploads(draw, 2, SKIPS_SELDOM, late)),
                replaced,
                new GarminWatch(
                        serials + 3, SPORT_PRODUCT, "Forerunner 965", false, uploads(draw, 3, SKIPS_MOSTLY, late)));
    }

    private static GarminUploads uploads(Draw draw, int number, int often, boolean late) {
        return new GarminUploads(draw.of("uploads").of(number), late, often, LATEST_DAYS);
    }

    /** The watch that is worn unless another one is. */
    GarminWatch everyday(LocalDate date) {
        return date.isBefore(replaced) ? first : second;
    }

    /** Those that are in use on a date. */
    List<GarminWatch> inUse(LocalDate date) {
        return List.of(everyday(date), sport);
    }
}
