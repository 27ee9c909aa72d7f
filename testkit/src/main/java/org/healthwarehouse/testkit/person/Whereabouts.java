package org.healthwarehouse.testkit.person;

import java.util.Optional;

/** Where the person is at any millisecond of one day. */
final class Whereabouts {
    private static final double FULL_TURN = 2 * StrictMath.PI;

    private final DayPlan day;

    Whereabouts(DayPlan day) {
        this.day = day;
    }

    Spot at(long ms) {
        Spot anchor = anchor(ms);
        return activityAt(ms)
                .filter(activity ->
                        activity.kind().isOutdoors() && journeyAt(ms).isEmpty())
                .map(activity -> onLoop(anchor, activity, ms))
                .orElse(anchor);
    }

    Place place(long ms) {
        boolean arrived = ms >= day.zoneChange() * Span.MINUTE_MS;
        return arrived ? day.frame().nextPlace() : day.frame().place();
    }

    Optional<Activity> activityAt(long ms) {
        return day.activities().stream()
                .filter(activity -> contains(activity.span(), ms))
                .findFirst();
    }

    Optional<Journey> journeyAt(long ms) {
        return day.journeys().stream()
                .filter(journey -> contains(journey.span(), ms))
                .findFirst();
    }

    private static boolean contains(Span span, long ms) {
        return span.fromMs() <= ms && ms < span.toMs();
    }

    private Spot anchor(long ms) {
        Spot spot = day.frame().place().spot();
        for (Journey journey : day.journeys()) {
            if (ms >= journey.span().fromMs()) {
                double progress = progress(journey.span(), ms);
                spot = progress < 1 ? journey.from().towards(journey.to(), progress) : journey.to();
            }
        }
        return spot;
    }

    private static double progress(Span span, long ms) {
        return (ms - span.fromMs()) / (double) (span.toMs() - span.fromMs());
    }

    /** Outings are circles that touch the place they start from and are as long as the distance covered. */
    private Spot onLoop(Spot anchor, Activity activity, long ms) {
        double radius = activity.metres(day.profile()) / FULL_TURN;
        double bearing =
                FULL_TURN * day.chance().unit(Stream.ROUTE, activity.span().from());
        double angle = bearing + FULL_TURN * progress(activity.span(), ms);
        double north = radius * (StrictMath.cos(angle) - StrictMath.cos(bearing));
        double east = radius * (StrictMath.sin(angle) - StrictMath.sin(bearing));
        return anchor.moved(north, east);
    }
}
