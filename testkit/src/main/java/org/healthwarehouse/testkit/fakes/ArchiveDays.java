package org.healthwarehouse.testkit.fakes;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.healthwarehouse.model.DataTypes;
import org.healthwarehouse.model.RecordKey;
import org.healthwarehouse.model.TimeRange;

/** What the archive has of a local date, as a function of the seed and the moment. */
final class ArchiveDays {
    /** The scheme of the key of a night, whose value is the date on which it ended. */
    static final String NIGHT = "night";

    private static final long DAY = 86_400_000;
    private static final long HOUR = 3_600_000;
    private static final long MINUTE = 60_000;
    /** Changes end an hour before the seven days after which an answer settles. */
    private static final long WITHIN = 7 * DAY - HOUR;

    private final long seed;
    private final LocalCalendar calendar;
    private final Uploads uploads;

    ArchiveDays(long seed) {
        this.seed = seed;
        calendar = new LocalCalendar(seed);
        uploads = new Uploads(seed);
    }

    LocalCalendar calendar() {
        return calendar;
    }

    Uploads uploads() {
        return uploads;
    }

    /** Whether the vendor will lose the date once it is old. */
    boolean isLost(LocalDate date, Set<Change> changes) {
        return Dice.of(seed, 20, date.toEpochDay()).nextInt(25) == 0 && changes.contains(Change.LOSSES);
    }

    List<ArchiveSample> samples(LocalDate date, long now, Set<Change> changes) {
        List<ArchiveSample> samples = new ArrayList<>();
        for (ArchiveType type : ArchiveType.values()) {
            samples.addAll(samples(type, date, now, changes));
        }
        return samples;
    }

    List<ArchiveSample> samples(ArchiveType type, LocalDate date, long now, Set<Change> changes) {
        List<ArchiveSample> samples = new ArrayList<>(type.perDay());
        TimeRange day = calendar.day(date).interval();
        long arrival = arrival(date, changes);
        SplittableRandom dice = Dice.of(seed, 21, type.name().hashCode(), date.toEpochDay());
        long slot = (day.endMs() - day.startMs()) / type.perDay();
        for (int i = 0; i < type.perDay(); i++) {
            long length = type.minutes() * MINUTE;
            long start = day.startMs() + i * slot + dice.nextLong(slot - length);
            int value = type.low() + dice.nextInt(type.high() - type.low());
            Life life = life(dice, start, start + length, arrival, changes);
            boolean skipped = dice.nextInt(12) == 0;
            if (!skipped && life.comes() <= now) {
                samples.add(new ArchiveSample(type, start, start + length, life.isChanged(now) ? value + 1 : value));
            }
        }
        return samples;
    }

    /** The night that ended on the date. */
    Optional<ArchiveRecord> sleep(LocalDate date, long now, Set<Change> changes) {
        SplittableRandom dice = Dice.of(seed, 22, date.toEpochDay());
        TimeRange day = calendar.day(date).interval();
        long arrival = arrival(date, changes);
        // A night that reaches into a day that comes late would make that day look as if it were there.
        boolean mayCross = arrival == Long.MIN_VALUE && arrival(date.minusDays(1), changes) == Long.MIN_VALUE;
        long start = day.startMs() + (mayCross ? -90 : 5) * MINUTE + dice.nextLong(60 * MINUTE);
        long end = Math.min(start + 6 * HOUR + dice.nextLong(2 * HOUR), day.endMs());
        Life life = life(dice, start, end, arrival, changes);
        double minutes = (double) (end - start) / MINUTE - (life.isChanged(now) ? 20 : 10);
        return life.isThere(now)
                ? Optional.of(new ArchiveRecord(
                        DataTypes.SLEEP, new RecordKey(NIGHT, date.toString()), start, end, false, minutes))
                : Optional.empty();
    }

    /** The day in figures, once anything of it is there. */
    Optional<ArchiveRecord> summary(LocalDate date, List<ArchiveSample> samples, long now) {
        if (samples.isEmpty()) {
            return Optional.empty();
        }
        TimeRange day = calendar.day(date).interval();
        double steps = samples.stream()
                .filter(sample -> sample.type() == ArchiveType.STEPS)
                .mapToDouble(ArchiveSample::value)
                .sum();
        return Optional.of(new ArchiveRecord(
                ArchiveType.SUMMARY,
                new RecordKey("date", date.toString()),
                day.startMs(),
                day.endMs(),
                uploads.last(now) < day.endMs(),
                steps));
    }

    /** What the person said last about themselves. */
    ArchiveRecord profile(long now) {
        long chapter = Math.floorDiv(now, 40 * DAY);
        long changed = chapter * 40 * DAY + Dice.of(seed, 23, chapter).nextLong(20 * DAY);
        if (changed > now) {
            chapter--;
            changed = chapter * 40 * DAY + Dice.of(seed, 23, chapter).nextLong(20 * DAY);
        }
        double weight = 60 + Dice.of(seed, 24, chapter).nextInt(30);
        return new ArchiveRecord(
                ArchiveType.PROFILE, new RecordKey("current", "profile"), changed, changed, false, weight);
    }

    private Life life(SplittableRandom dice, long start, long end, long arrival, Set<Change> changes) {
        return Life.draw(dice, start, end, WITHIN, changes).notBefore(Math.max(uploads.first(end), arrival));
    }

    /** When everything of the date comes at once; {@link Long#MIN_VALUE} on usual days. */
    private long arrival(LocalDate date, Set<Change> changes) {
        SplittableRandom dice = Dice.of(seed, 25, date.toEpochDay());
        boolean late = dice.nextInt(15) == 0 && changes.contains(Change.LATE_DAYS);
        return late ? calendar.day(date).interval().endMs() + dice.nextLong(10 * DAY) : Long.MIN_VALUE;
    }
}
