package org.healthwarehouse.testkit.whoop;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.healthwarehouse.testkit.fakes.Change;

/**
 * Every record of a member, as a function of the seed and the moment. A cycle goes from one evening to the next and is
 * current until the night that ends it has come; some nights, and some recoveries, there never are.
 */
final class WhoopDiary {
    static final Comparator<WhoopEntry> NEWEST_FIRST = Comparator.comparingLong(WhoopEntry::start)
            .thenComparing(WhoopEntry::id)
            .reversed();

    private static final long MINUTE = 60_000;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;
    /** How far back a cycle may have begun that is still current. */
    private static final int CURRENT_DAYS = 12;

    private static final int[] OFFSETS = {60, 60, 60, -300, 540, 720, 330, 0};
    /** Numbers of what happens in a day: the night, a nap, two workouts. */
    private static final int PER_DAY = 8;

    private static final int NIGHT = 0;
    private static final int NAP = 1;
    private static final int FIRST_WORKOUT = 2;
    private static final int WORKOUTS = 2;

    private final Draw draw;
    private final long firstCycle;
    private final long firstDay;
    private final Set<Change> changes;

    /**
     * A member's records.
     *
     * @param firstCycle number of the cycle of 1970-01-01, had there been one
     * @param firstDay days since 1970 of the first record
     */
    WhoopDiary(long seed, long firstCycle, long firstDay, Set<Change> changes) {
        draw = new Draw(seed);
        this.firstCycle = firstCycle;
        this.firstDay = firstDay;
        this.changes = changes;
    }

    /** What the vendor selects for a range, newest first. */
    List<WhoopEntry> selected(WhoopKind kind, long from, long to, long now) {
        List<WhoopEntry> entries = around(kind, from, to, now);
        entries.removeIf(entry -> !entry.isSelected(from, to));
        return entries;
    }

    /** Everything that might have a part in the range, newest first. */
    List<WhoopEntry> around(WhoopKind kind, long from, long to, long now) {
        List<WhoopEntry> entries = new ArrayList<>();
        // A recovery is made up to nine days after its night began.
        int reach = kind == WhoopKind.CYCLE || kind == WhoopKind.RECOVERY ? CURRENT_DAYS : 2;
        long first = Math.max(firstDay, Math.floorDiv(from, DAY) - reach);
        long last = Math.min(Math.floorDiv(to, DAY) + 1, Math.floorDiv(now, DAY));
        for (long day = first; day <= last; day++) {
            for (int number = 0; number < PER_DAY; number++) {
                entry(kind, day, number, now).ifPresent(entries::add);
            }
        }
        entries.sort(NEWEST_FIRST);
        return entries;
    }

    /** The record of that identity, if the vendor has it now. */
    Optional<WhoopEntry> find(WhoopKind kind, String id, long now) {
        if (kind == WhoopKind.CYCLE || kind == WhoopKind.RECOVERY) {
            return id.matches("\\d{1,15}")
                    ? existing(kind, Long.parseLong(id) - firstCycle, NIGHT, now)
                    : Optional.empty();
        }
        long number = Draw.number(id);
        return number < 0
                ? Optional.empty()
                : existing(kind, number / PER_DAY, (int) (number % PER_DAY), now)
                        .filter(entry -> entry.id().equals(id));
    }

    private Optional<WhoopEntry> existing(WhoopKind kind, long day, int number, long now) {
        return day < firstDay || day > Math.floorDiv(now, DAY) ? Optional.empty() : entry(kind, day, number, now);
    }

    private Optional<WhoopEntry> entry(WhoopKind kind, long day, int number, long now) {
        return switch (kind) {
            case CYCLE -> number == NIGHT ? cycle(day, now) : Optional.empty();
            case RECOVERY -> number == NIGHT ? recovery(day, now) : Optional.empty();
            case SLEEP -> number == NIGHT ? night(day, now) : number == NAP ? nap(day, now) : Optional.empty();
            case WORKOUT ->
                number >= FIRST_WORKOUT && number < FIRST_WORKOUT + WORKOUTS
                        ? workout(day, number, now)
                        : Optional.empty();
        };
    }

    private Optional<WhoopEntry> cycle(long day, long now) {
        long comes = fateOfNight(day).comes();
        if (comes > now) {
            return Optional.empty();
        }
        WhoopFate next = fateOfNight(day + 1);
        boolean current = next.comes() > now;
        long closed = Math.max(next.comes(), comes);
        long rated = closed + draw.of(8, day).below(10 * HOUR);
        String state = current || rated <= now ? WhoopEntry.SCORED : WhoopEntry.PENDING;
        // A current cycle gains strain by the hour.
        long version = current ? Math.floorDiv(now, HOUR) : -1;
        return Optional.of(new WhoopEntry(
                WhoopKind.CYCLE,
                Long.toString(firstCycle + day),
                firstCycle + day,
                "",
                onset(day),
                current ? OptionalLong.empty() : OptionalLong.of(onset(day + 1)),
                comes,
                current ? Math.max(comes, version * HOUR) : rated <= now ? rated : closed,
                state,
                offset(day),
                false,
                draw.of(9, day, version)));
    }

    /** Some nights the strap was not worn; then there is a cycle, but neither sleep nor recovery. */
    private Optional<WhoopEntry> night(long day, long now) {
        WhoopFate fate = fateOfNight(day);
        if (draw.of(10, day).oneIn(27) || !fate.isThere(now)) {
            return Optional.empty();
        }
        long moved = fate.isEdited(now) ? 15 * MINUTE : 0;
        return Optional.of(
                entry(WhoopKind.SLEEP, day, NIGHT, day, onset(day) + moved, wake(day) + moved / 3, fate, false, now));
    }

    private Optional<WhoopEntry> recovery(long day, long now) {
        if (draw.of(11, day).oneIn(25)) {
            return Optional.empty();
        }
        return night(day, now)
                .map(night -> new WhoopEntry(
                        WhoopKind.RECOVERY,
                        Long.toString(night.cycle()),
                        night.cycle(),
                        night.id(),
                        night.start(),
                        night.end(),
                        night.created(),
                        night.updated(),
                        night.state(),
                        night.offsetMinutes(),
                        false,
                        night.figures().of("recovery")));
    }

    private Optional<WhoopEntry> nap(long day, long now) {
        long start = day * DAY + 12 * HOUR + draw.of(12, day).below(3 * HOUR);
        long end = start + 20 * MINUTE + draw.of(13, day).below(70 * MINUTE);
        WhoopFate fate = fateOfNap(day);
        return draw.of(14, day).oneIn(5) && fate.isThere(now)
                ? Optional.of(entry(WhoopKind.SLEEP, day, NAP, day - 1, start, end, fate, true, now))
                : Optional.empty();
    }

    private Optional<WhoopEntry> workout(long day, int number, long now) {
        WhoopFate fate = fateOfWorkout(day, number);
        if (draw.of(15, day, number).oneIn(3) || !fate.isThere(now)) {
            return Optional.empty();
        }
        long start = workoutStart(day, number);
        long moved = fate.isEdited(now) ? 7 * MINUTE : 0;
        return Optional.of(entry(
                WhoopKind.WORKOUT,
                day,
                number,
                day,
                start,
                start + workoutLength(day, number) + moved,
                fate,
                false,
                now));
    }

    private WhoopEntry entry(
            WhoopKind kind,
            long day,
            int number,
            long cycleDay,
            long start,
            long end,
            WhoopFate fate,
            boolean nap,
            long now) {
        Draw own = draw.of(16, day, number);
        return new WhoopEntry(
                kind,
                own.uuid(day * PER_DAY + number),
                firstCycle + cycleDay,
                "",
                start,
                OptionalLong.of(end),
                fate.comes(),
                fate.updated(now),
                fate.state(now),
                offset(day),
                nap,
                own.of(fate.isEdited(now) ? "edited" : "first"));
    }

    WhoopFate fateOfNight(long day) {
        return WhoopFate.draw(draw.of(1, day), onset(day), wake(day), changes);
    }

    private WhoopFate fateOfNap(long day) {
        long noon = day * DAY + 12 * HOUR;
        return WhoopFate.draw(draw.of(2, day), noon, noon + 5 * HOUR, changes);
    }

    private WhoopFate fateOfWorkout(long day, int number) {
        long start = workoutStart(day, number);
        return WhoopFate.draw(draw.of(3, day, number), start, start + workoutLength(day, number), changes);
    }

    /** What becomes of the sleeps and workouts of a day, by identity; for those that there are at some time. */
    List<Fated> fates(long day) {
        List<Fated> fates = new ArrayList<>();
        add(fates, WhoopKind.SLEEP, day, NIGHT, fateOfNight(day));
        add(fates, WhoopKind.SLEEP, day, NAP, fateOfNap(day));
        for (int number = FIRST_WORKOUT; number < FIRST_WORKOUT + WORKOUTS; number++) {
            add(fates, WhoopKind.WORKOUT, day, number, fateOfWorkout(day, number));
        }
        return fates;
    }

    /** A sleep or workout and what becomes of it. */
    record Fated(WhoopKind kind, String id, boolean recovered, WhoopFate fate) {}

    private void add(List<Fated> fates, WhoopKind kind, long day, int number, WhoopFate fate) {
        entry(kind, day, number, fate.comes())
                .ifPresent(entry -> fates.add(new Fated(
                        kind,
                        entry.id(),
                        number == NIGHT && recovery(day, fate.comes()).isPresent(),
                        fate)));
    }

    private long workoutStart(long day, int number) {
        return day * DAY
                + (number == FIRST_WORKOUT ? 6 : 16) * HOUR
                + draw.of(4, day, number).below(2 * HOUR);
    }

    private long workoutLength(long day, int number) {
        return 20 * MINUTE + draw.of(5, day, number).below(70 * MINUTE);
    }

    /** When the member fell asleep on that evening. */
    private long onset(long day) {
        return day * DAY + 21 * HOUR + draw.of(6, day).below(3 * HOUR);
    }

    private long wake(long day) {
        return onset(day) + 6 * HOUR + draw.of(7, day).below(3 * HOUR);
    }

    /** Every nine days the member may be somewhere else. */
    private int offset(long day) {
        return OFFSETS[(int) draw.of(17, Math.floorDiv(day, 9)).below(OFFSETS.length)];
    }
}
