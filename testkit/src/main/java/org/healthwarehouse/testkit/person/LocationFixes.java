package org.healthwarehouse.testkit.person;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The position fixes of one day: rare at rest, frequent on the move, none in the air or away from both devices. */
final class LocationFixes {
    private static final long KEY = Chance.key("location");
    private static final int NIGHT_MINUTES = 60;
    private static final int REST_MINUTES = 20;
    private static final long WORKOUT_STEP_MS = 30_000;
    private static final long WALK_STEP_MS = 120_000;
    private static final long TRANSIT_STEP_MS = 60_000;

    private final DayPlan day;
    private final Whereabouts whereabouts;
    private final List<PersonLocation> fixes = new ArrayList<>();

    private LocationFixes(DayPlan day) {
        this.day = day;
        this.whereabouts = new Whereabouts(day);
    }

    static List<PersonLocation> on(DayPlan day) {
        LocationFixes locations = new LocationFixes(day);
        locations.atRest();
        day.activities().forEach(locations::onTheMove);
        locations.fixes.sort(Comparator.comparing(PersonLocation::time));
        return locations.fixes;
    }

    private void atRest() {
        day.chance().scatter(Stream.LOCATION_TIME, day.frame().night(), NIGHT_MINUTES, this::restFix);
        day.chance().scatter(Stream.LOCATION_TIME, day.frame().awake(), REST_MINUTES, this::restFix);
    }

    private void restFix(long minute) {
        long ms = minute * Span.MINUTE_MS + (long) (day.chance().unit(Stream.LOCATION_TIME, minute) * 60_000);
        boolean moving = whereabouts.activityAt(ms).filter(this::isOuting).isPresent();
        if (!moving && !day.isPhoneForgotten()) {
            fixes.add(fix(DeviceKind.PHONE, ms, Optional.empty()));
        }
    }

    private boolean isOuting(Activity activity) {
        return activity.kind().isOutdoors() || activity.kind() == ActivityKind.FLIGHT;
    }

    private void onTheMove(Activity activity) {
        boolean watch = activity.isWorkout() && day.wrist().isWornThroughout(activity.span());
        if (activity.kind().isOutdoors() && (activity.phone() || watch)) {
            DeviceKind device = activity.phone() ? DeviceKind.PHONE : DeviceKind.WATCH;
            long step = stepMs(activity);
            for (long ms = activity.span().fromMs(); ms < activity.span().toMs(); ms += step) {
                fixes.add(fix(device, ms, Optional.of(activity)));
            }
        }
    }

    private static long stepMs(Activity activity) {
        if (activity.isWorkout()) {
            return WORKOUT_STEP_MS;
        }
        return activity.kind() == ActivityKind.TRANSIT ? TRANSIT_STEP_MS : WALK_STEP_MS;
    }

    private PersonLocation fix(DeviceKind device, long ms, Optional<Activity> moving) {
        Draws draws = day.chance().draws(Stream.LOCATION_NOISE, ms);
        double accuracy = moving.isPresent() ? draws.between(3, 12) : draws.between(8, 65);
        Spot truth = whereabouts.at(ms);
        Spot seen = truth.moved(accuracy / 3 * draws.bell(), accuracy / 3 * draws.bell());
        Spot soon = whereabouts.at(ms + 1_000);
        return new PersonLocation(
                day.chance().uuid(KEY + device.key(), ms),
                day.equipment().device(device),
                Instant.ofEpochMilli(ms),
                seen.latitude(),
                seen.longitude(),
                whereabouts.place(ms).altitudeMetres() + 4 * draws.bell(),
                accuracy,
                draws.between(3, 20),
                moving.map(activity -> metresPerSecond(activity, ms)).orElse(-1.0),
                moving.map(activity -> truth.courseTo(soon)).orElse(-1.0));
    }

    private double metresPerSecond(Activity activity, long ms) {
        return activity.metres(day.profile(), Math.floorDiv(ms, Span.MINUTE_MS)) / 60;
    }
}
