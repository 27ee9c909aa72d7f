package org.healthwarehouse.testkit.fakes;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;

/** Every record of the paged listing, as a function of the seed and the moment. */
final class ListingEntries {
    static final Comparator<Entry> NEWEST_FIRST =
            Comparator.comparingLong(Entry::start).thenComparing(Entry::id).reversed();

    private static final long DAY = 86_400_000;
    private static final long HOUR = 3_600_000;
    private static final long MINUTE = 60_000;
    /** A night comes at most this long after it began, so that the cycle before it is closed in time. */
    private static final long NIGHT_COMES_WITHIN = 9 * DAY;
    /** Changes end an hour before the fourteen days after which an answer settles. */
    private static final long WITHIN = 14 * DAY - HOUR;
    /** How far back a cycle may have begun that is still open. */
    private static final int OPEN_DAYS = 12;

    private static final int FIRST_CYCLE = 100_000;
    private static final int[] OFFSETS = {1, 1, 1, -5, 9, 12};

    private final long seed;

    ListingEntries(long seed) {
        this.seed = seed;
    }

    /** What the vendor selects for a range, newest first. */
    List<Entry> selected(ListingKind kind, long from, long to, long now, Set<Change> changes) {
        List<Entry> entries = around(kind, from, to, now, changes);
        entries.removeIf(entry -> !entry.isSelected(from, to));
        return entries;
    }

    /** Everything that has, or might be thought to have, a part in the range, newest first. */
    List<Entry> around(ListingKind kind, long from, long to, long now, Set<Change> changes) {
        List<Entry> entries = new ArrayList<>();
        int reach = kind == ListingKind.CYCLE ? OPEN_DAYS : 2;
        long last = Math.min(Math.floorDiv(to, DAY) + 1, Math.floorDiv(now, DAY));
        for (long day = Math.floorDiv(from, DAY) - reach; day <= last; day++) {
            for (int i = 0; i < (kind == ListingKind.WORKOUT ? 2 : 1); i++) {
                entry(kind, day, i, now, changes).ifPresent(entries::add);
            }
        }
        entries.sort(NEWEST_FIRST);
        return entries;
    }

    /** The record of that identity, if the vendor has it now. */
    Optional<Entry> find(ListingKind kind, String id, long now, Set<Change> changes) {
        long number;
        try {
            number = kind.isNumbered()
                    ? (Long.parseLong(id) - FIRST_CYCLE) * 4
                    : UUID.fromString(id).getLeastSignificantBits() & 0xFFFFFFFFFFFFL;
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        return entry(kind, number / 4, (int) (number % 4), now, changes)
                .filter(entry -> entry.id().equals(id));
    }

    private Optional<Entry> entry(ListingKind kind, long day, int number, long now, Set<Change> changes) {
        return switch (kind) {
            case CYCLE -> cycle(day, now, changes);
            case SLEEP, RECOVERY -> night(kind, day, now, changes);
            case WORKOUT -> workout(day, number, now, changes);
        };
    }

    private Optional<Entry> cycle(long day, long now, Set<Change> changes) {
        long comes = comes(day, changes);
        if (comes > now) {
            return Optional.empty();
        }
        SplittableRandom dice = Dice.of(seed, 1, day);
        long closes = comes(day + 1, changes);
        Life edits =
                Life.draw(dice, onset(day), onset(day + 1), WITHIN, changes).notBefore(comes);
        OptionalLong end = closes <= now ? OptionalLong.of(onset(day + 1)) : OptionalLong.empty();
        Scoring scoring = Scoring.draw(dice, Math.max(closes, comes), changes);
        return Optional.of(
                entry(ListingKind.CYCLE, Long.toString(FIRST_CYCLE + day), day, onset(day), end, edits, scoring, now));
    }

    private Optional<Entry> night(ListingKind kind, long day, long now, Set<Change> changes) {
        SplittableRandom dice = Dice.of(seed, 2, day);
        long wake = wake(day);
        Life life = Life.draw(dice, onset(day), wake, WITHIN, changes);
        life = new Life(comes(day, changes), life.changes(), life.goes());
        if (!life.isThere(now)) {
            return Optional.empty();
        }
        String id = kind == ListingKind.SLEEP ? uuid(dice, day, 0) : Long.toString(FIRST_CYCLE + day);
        long moved = life.isChanged(now) ? 15 * MINUTE : 0;
        Scoring scoring = Scoring.draw(dice, life.comes(), changes);
        return Optional.of(
                entry(kind, id, day, onset(day) + moved, OptionalLong.of(wake + moved / 3), life, scoring, now));
    }

    private Optional<Entry> workout(long day, int number, long now, Set<Change> changes) {
        SplittableRandom dice = Dice.of(seed, 3, day, number);
        boolean skipped = dice.nextInt(3) == 0;
        long start = day * DAY + (number == 0 ? 6 : 16) * HOUR + dice.nextLong(2 * HOUR);
        long end = start + (20 + dice.nextInt(70)) * MINUTE;
        Life life = Life.draw(dice, start, end, WITHIN, changes);
        if (skipped || !life.isThere(now)) {
            return Optional.empty();
        }
        long moved = life.isChanged(now) ? 7 * MINUTE : 0;
        String id = uuid(dice, day, number);
        Scoring scoring = Scoring.draw(dice, life.comes(), changes);
        return Optional.of(
                entry(ListingKind.WORKOUT, id, day, start, OptionalLong.of(end + moved), life, scoring, now));
    }

    private Entry entry(
            ListingKind kind, String id, long day, long start, OptionalLong end, Life life, Scoring scoring, long now) {
        long updated = Math.max(life.comes(), scoring.at() <= now ? scoring.at() : 0);
        updated = life.isChanged(now) ? Math.max(updated, life.changes()) : updated;
        int score = (int) Math.floorMod(start / MINUTE + day, 60L) + (life.isChanged(now) ? 35 : 5);
        return new Entry(kind, id, start, end, updated, scoring.stateAt(now), score, offset(day));
    }

    /** When the person fell asleep on that evening. */
    private long onset(long day) {
        return day * DAY + 21 * HOUR + Dice.of(seed, 4, day).nextLong(3 * HOUR);
    }

    private long wake(long day) {
        return onset(day) + 6 * HOUR + Dice.of(seed, 5, day).nextLong(3 * HOUR);
    }

    /** When the night and its cycle reach the vendor. */
    private long comes(long day, Set<Change> changes) {
        return Life.draw(Dice.of(seed, 6, day), onset(day), wake(day), NIGHT_COMES_WITHIN, changes)
                .comes();
    }

    private int offset(long day) {
        return OFFSETS[Dice.of(seed, 7, Math.floorDiv(day, 9)).nextInt(OFFSETS.length)];
    }

    private static String uuid(SplittableRandom dice, long day, int number) {
        long low = 0x8000000000000000L | ((dice.nextLong() & 0x3FFFL) << 48) | ((day * 4 + number) & 0xFFFFFFFFFFFFL);
        return new UUID((dice.nextLong() & ~0xF000L) | 0x4000L, low).toString();
    }
}
