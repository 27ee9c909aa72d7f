package org.healthwarehouse.testkit.person;

import java.time.LocalDate;
import java.util.List;

/** Where the person stays on each local date: at home, except for a few trips a year. */
final class Trips {
    /** Each slot of this many days holds at most one trip, so a date needs only its own slot to be known. */
    private static final int SLOT_DAYS = 52;

    private static final double PROBABILITY = 0.6;
    private static final int MARGIN_DAYS = 2;

    /** A larger jump would leave no waking hours on the day of an eastward flight. */
    private static final int LARGEST_JUMP_SECONDS = 9 * 3600;

    private final Profile profile;

    Trips(Profile profile) {
        this.profile = profile;
    }

    Place placeOn(long epochDay) {
        long slot = Math.floorDiv(epochDay, SLOT_DAYS);
        Draws draws = profile.chance().draws(Stream.TRIP, slot);
        if (!draws.happens(PROBABILITY)) {
            return profile.home();
        }
        int days = draws.whole(3, 14);
        long first = slot * SLOT_DAYS + draws.whole(MARGIN_DAYS, SLOT_DAYS - MARGIN_DAYS - days);
        boolean away = first <= epochDay && epochDay < first + days;
        return away ? destination(draws, first, first + days) : profile.home();
    }

    private Place destination(Draws draws, long first, long back) {
        List<Place> places = Place.DESTINATIONS;
        int start = draws.whole(0, places.size() - 1);
        for (int i = 0; i < places.size(); i++) {
            Place place = places.get((start + i) % places.size());
            if (!place.zone().equals(profile.home().zone()) && isReachable(place, first) && isReachable(place, back)) {
                return place;
            }
        }
        return profile.home();
    }

    private boolean isReachable(Place place, long epochDay) {
        LocalDate date = LocalDate.ofEpochDay(epochDay);
        int jump = place.offsetSecondsOn(date) - profile.home().offsetSecondsOn(date);
        return Math.abs(jump) <= LARGEST_JUMP_SECONDS;
    }
}
