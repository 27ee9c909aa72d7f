package org.healthwarehouse.testkit.person;

/** The slow changes behind the daily values: training form over months, an illness now and then. */
final class Wellbeing {
    /** Each slot of this many days holds at most one illness. */
    private static final int SLOT_DAYS = 60;

    private static final double PROBABILITY = 0.45;

    private final Chance chance;

    Wellbeing(Chance chance) {
        this.chance = chance;
    }

    /** From -1 (unfit) to 1 (in good form). */
    double fitness(long epochDay) {
        return 0.75 * chance.drift(Stream.FITNESS, epochDay / 90.0) + 0.25 * chance.drift(Stream.FORM, epochDay / 20.0);
    }

    /** From 0 (well) to 1 (very ill); rises and falls over several days. */
    double illness(long epochDay) {
        long slot = Math.floorDiv(epochDay, SLOT_DAYS);
        Draws draws = chance.draws(Stream.ILLNESS, slot);
        if (!draws.happens(PROBABILITY)) {
            return 0;
        }
        int days = draws.whole(4, 9);
        double peak = draws.between(0.5, 1);
        long first = slot * SLOT_DAYS + draws.whole(0, SLOT_DAYS - days);
        double progress = (epochDay - first + 0.5) / days;
        return progress < 0 || progress > 1 ? 0 : peak * 4 * progress * (1 - progress);
    }
}
