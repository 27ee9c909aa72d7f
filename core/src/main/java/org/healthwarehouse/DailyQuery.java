package org.healthwarehouse;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.healthwarehouse.model.InvalidParameterException;
import org.healthwarehouse.model.SourceId;
import org.healthwarehouse.model.UserId;

/**
 * Asks for days. Immutable; every method but {@link #read} answers a changed copy.
 *
 * @param <T> {@link Day}, or a list of days in order of their dates
 */
public final class DailyQuery<T> {
    /** About ten years. */
    private static final int MOST_DAYS = 3_660;

    private final HealthWarehouse warehouse;
    private final Asked asked;
    private final Function<List<Day>, T> form;

    /** What is asked for; the last date is meant too. */
    record Asked(LocalDate first, LocalDate last, UserId user, Optional<SourceId> source, ReadMode mode) {}

    private DailyQuery(HealthWarehouse warehouse, Asked asked, Function<List<Day>, T> form) {
        this.warehouse = warehouse;
        this.asked = asked;
        this.form = form;
    }

    static DailyQuery<Day> of(HealthWarehouse warehouse, LocalDate date) {
        return new DailyQuery<>(warehouse, asked(date, date), days -> days.get(0));
    }

    static DailyQuery<List<Day>> of(HealthWarehouse warehouse, LocalDate first, LocalDate last) {
        if (last.isBefore(first) || first.plusDays(MOST_DAYS).isBefore(last)) {
            throw new InvalidParameterException(
                    "dates",
                    first + " to " + last,
                    "must be in order and no more than " + MOST_DAYS,
                    "exchange the two, or ask for fewer at once");
        }
        return new DailyQuery<>(warehouse, asked(first, last), List::copyOf);
    }

    private static Asked asked(LocalDate first, LocalDate last) {
        return new Asked(first, last, UserId.LOCAL, Optional.empty(), ReadMode.LOCAL_FIRST);
    }

    /** Of another user than the local one. */
    public DailyQuery<T> user(UserId user) {
        return with(new Asked(asked.first, asked.last, user, asked.source, asked.mode));
    }

    /**
     * From this source. By default from the one that has days: one that knows cycles, else one that knows recoveries,
     * sleeps or workouts.
     */
    public DailyQuery<T> from(String source) {
        return with(new Asked(asked.first, asked.last, asked.user, Optional.of(SourceId.of(source)), asked.mode));
    }

    /** What to do about missing data; {@link ReadMode#LOCAL_FIRST} by default. */
    public DailyQuery<T> mode(ReadMode other) {
        return with(new Asked(asked.first, asked.last, asked.user, asked.source, other));
    }

    private DailyQuery<T> with(Asked other) {
        return new DailyQuery<>(warehouse, other, form);
    }

    /**
     * Reads, everything of the answer from one state of the store. Blocks while something is fetched, at the longest
     * for the read budget. What a read fetches by itself is said by {@link DailyPolicy}.
     *
     * @throws InvalidParameterException if a date lies in the future, several sources have days and none was chosen, or
     *     the chosen one is not known here
     * @throws org.healthwarehouse.model.HealthWarehouseException if the source could not be asked and nothing of the
     *     answer is stored
     */
    public Reading<T> read() {
        Reading<List<Day>> days = warehouse.dailyReads().read(asked);
        return new Reading<>(form.apply(days.data()), days.freshness());
    }
}
