package org.healthwarehouse.testkit.garmin;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.healthwarehouse.testkit.fakes.Change;

/** Draws activities, what follows from them, and weights. */
final class GarminExercise {
    private static final long HOUR = GarminCalendar.HOUR;
    /** Nothing changes in the last hour of the seven days after which an answer settles, nor later. */
    private static final long WITHIN = 7 * 24 * HOUR - HOUR;

    private static final long FIRST_HOUR = 9 * HOUR;
    private static final long LAST_HOURS = 3 * HOUR;
    private static final int MOST_A_DAY = 2;

    private final Draw draw;
    private final GarminCalendar calendar;
    private final Set<Change> changes;
    private final int recordSeconds;
    private final long ids;

    GarminExercise(Draw draw, GarminCalendar calendar, Set<Change> changes, int recordSeconds, long ids) {
        this.draw = draw;
        this.calendar = calendar;
        this.changes = changes;
        this.recordSeconds = recordSeconds;
        this.ids = ids;
    }

    /** The date on which the activity of that number would begin. */
    LocalDate date(long id) {
        return LocalDate.ofEpochDay(Math.max(0, Math.min(id - ids, 50_000_000)) / MOST_A_DAY);
    }

    List<GarminActivity> activities(LocalDate date, GarminWatches watches) {
        List<GarminActivity> activities = new ArrayList<>();
        long drawn = draw.of("how many").of(date.toEpochDay()).below(100);
        for (int i = 0; i < (drawn < 8 ? MOST_A_DAY : drawn < 45 ? 1 : 0); i++) {
            activities.add(activity(date, i, watches));
        }
        return activities;
    }

    private GarminActivity activity(LocalDate date, int index, GarminWatches watches) {
        long id = ids + date.toEpochDay() * MOST_A_DAY + index;
        Draw one = draw.of(id);
        int seconds = one.of("records").between(900 / recordSeconds, 3000 / recordSeconds) * recordSeconds;
        long from = calendar.start(date) + FIRST_HOUR;
        long room = (calendar.end(date) - LAST_HOURS - from) / MOST_A_DAY;
        long start = from + index * room + one.of("start").below((room - seconds * 1000L) / 1000) * 1000;
        GarminWatch watch = one.of("watch").below(100) < 60 ? watches.sport() : watches.everyday(date);
        long comes = watch.uploads().next(start + seconds * 1000L);
        long left = start + WITHIN - comes;
        boolean edited =
                changes.contains(Change.CORRECTIONS) && one.of("edited").oneIn(8) && left > 0;
        boolean deleted =
                changes.contains(Change.DELETIONS) && one.of("deleted").oneIn(15) && left > 0;
        GarminActivity.Sport[] sports = GarminActivity.Sport.values();
        return new GarminActivity(
                id,
                date,
                watch,
                start,
                seconds,
                sports[(int) one.of("sport").below(sports.length)],
                one.of("heart").between(110, 165),
                edited ? comes + one.of("edit").below(left) : Long.MAX_VALUE,
                deleted ? comes + one.of("delete").below(left) : Long.MAX_VALUE);
    }

    List<GarminReading> oxygenUptake(List<GarminActivity> activities) {
        return activities.stream()
                .filter(activity -> activity.sport() == GarminActivity.Sport.RUNNING)
                .map(run -> new GarminReading(
                        GarminReading.Kind.VO2_MAX,
                        run.watch(),
                        run.end(),
                        draw.of("vo2").of(run.id()).between(42, 52)))
                .toList();
    }

    GarminLoad load(GarminSegment segment) {
        Draw judged = draw.of("load").of(segment.to(), segment.watch().serial());
        return new GarminLoad(
                segment.watch(),
                segment.to() - HOUR - HOUR / 2,
                judged.of("acute").between(180, 420),
                judged.of("chronic").between(200, 330),
                judged.of("status").oneIn(2) ? 7 : 4);
    }

    List<GarminSnapshot> snapshots(
            LocalDate date, GarminWatch watch, Optional<GarminNight> night, List<GarminActivity> activities) {
        List<GarminSnapshot> snapshots = new ArrayList<>();
        night.ifPresent(each ->
                snapshots.add(snapshot(watch, each.end() + 10 * GarminCalendar.MINUTE, GarminSnapshot.MORNING)));
        activities.forEach(each -> snapshots.add(snapshot(watch, each.end() + 60_000, GarminSnapshot.EXERCISE)));
        snapshots.add(snapshot(watch, calendar.end(date) - 2 * HOUR, GarminSnapshot.UPDATE));
        snapshots.sort(Comparator.comparingLong(GarminSnapshot::time));
        return snapshots;
    }

    private GarminSnapshot snapshot(GarminWatch watch, long time, String context) {
        Draw judged = draw.of("snapshot").of(time);
        return new GarminSnapshot(
                watch,
                time,
                context,
                judged.of("score").between(5, 96),
                judged.of("recovery").between(0, 3000),
                judged.of("load").between(180, 600));
    }

    List<GarminWeighing> weighings(LocalDate date) {
        List<GarminWeighing> weighings = new ArrayList<>();
        Draw day = draw.of("weight").of(date.toEpochDay());
        for (int i = 0; i < (day.oneIn(3) ? day.of("again").oneIn(4) ? 2 : 1 : 0); i++) {
            Draw one = day.of(i);
            long time =
                    calendar.start(date) + (9 + 3L * i) * HOUR + one.of("time").below(7200) * 1000;
            boolean deleted =
                    changes.contains(Change.DELETIONS) && one.of("deleted").oneIn(20);
            weighings.add(new GarminWeighing(
                    time + 97,
                    date,
                    time,
                    one.of("grams").between(77_000, 80_000),
                    one.of("typed").oneIn(4),
                    deleted ? time + one.of("delete").below(WITHIN) : Long.MAX_VALUE));
        }
        return weighings;
    }
}
