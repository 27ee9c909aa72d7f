package org.healthwarehouse.testkit.fakes;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/** Everything that is measured on a UTC day, as a function of the seed. */
final class RangeItems {
    static final long DAY = 86_400_000;
    private static final long HOUR = 3_600_000;
    private static final long MINUTE = 60_000;
    /** Changes end an hour before the seven days after which an answer settles. */
    private static final long WITHIN = 7 * DAY - HOUR;

    private final long seed;

    RangeItems(long seed) {
        this.seed = seed;
    }

    /** What is visible at a moment and has a part in the range, oldest first for each device. */
    List<RangeItem> visible(RangeKind kind, long from, long to, long now, Set<Change> changes) {
        List<RangeItem> items = new ArrayList<>();
        // Items of the day before may reach over midnight.
        for (long day = Math.floorDiv(from, DAY) - 1; day * DAY < to; day++) {
            if (day * DAY <= now) {
                addDay(kind, day, changes, items);
            }
        }
        items.removeIf(item -> !item.life().isThere(now) || !item.intersects(from, to));
        return items;
    }

    private void addDay(RangeKind kind, long day, Set<Change> changes, List<RangeItem> items) {
        long arrival = arrival(day, changes);
        boolean mayCross = arrival == Long.MIN_VALUE && arrival(day + 1, changes) == Long.MIN_VALUE;
        for (RangeKind.Recorder recorder : kind.recorders()) {
            SplittableRandom dice =
                    Dice.of(seed, kind.name().hashCode(), recorder.device().hashCode(), day);
            for (int i = 0; i < recorder.perDay(); i++) {
                long slot = DAY / recorder.perDay();
                long length = kind.isLasting() ? MINUTE + dice.nextLong(15 * MINUTE) : 0;
                long start = day * DAY + i * slot + dice.nextLong(slot - length);
                boolean last = i == recorder.perDay() - 1;
                start = last && mayCross && kind.isLasting() ? (day + 1) * DAY - length / 2 : start;
                int value = kind.low() + dice.nextInt(kind.high() - kind.low());
                Life life = Life.draw(dice, start, start + length, WITHIN, changes);
                String id = Dice.uuid(dice);
                boolean skipped = dice.nextInt(10) == 0;
                if (!skipped) {
                    items.add(new RangeItem(
                            id, recorder.device(), start, start + length, value, life.notBefore(arrival)));
                }
            }
        }
    }

    /**
     * When everything of the day comes at once; {@link Long#MIN_VALUE} on usual days. A day that nobody reaches into
     * holds nothing until then, so that a store that goes on asking for empty days gets it.
     */
    private long arrival(long day, Set<Change> changes) {
        SplittableRandom dice = Dice.of(seed, 77, day);
        boolean late = dice.nextInt(20) == 0 && changes.contains(Change.LATE_DAYS);
        return late ? (day + 1) * DAY + dice.nextLong(20 * DAY) : Long.MIN_VALUE;
    }
}
