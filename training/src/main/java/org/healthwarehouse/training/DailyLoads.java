package org.healthwarehouse.training;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.OptionalDouble;
import org.healthwarehouse.model.InvalidParameterException;

/**
 * The training load of each local date of a history, in arbitrary units of one formula. It tells two things apart that
 * look alike: a known day without training, whose load is 0, and an unknown day, of which nothing may be said because
 * its data is missing.
 *
 * <p>Immutable. A history begins with all days unknown; {@link #known} says for which dates the data is complete, and
 * {@link #plus} adds sessions. The order of the two does not matter. A session on a day that nobody called known leaves
 * the day unknown: one session is not the whole day.
 */
public final class DailyLoads {
    private final LocalDate first;
    private final double[] sums;
    private final boolean[] known;

    private DailyLoads(LocalDate first, double[] sums, boolean[] known) {
        this.first = first;
        this.sums = sums;
        this.known = known;
    }

    /**
     * A history of which no day is known yet.
     *
     * @param first first date
     * @param last last date, inclusive
     * @throws InvalidParameterException if the last lies before the first
     */
    public static DailyLoads unknown(LocalDate first, LocalDate last) {
        if (last.isBefore(first)) {
            throw new InvalidParameterException(
                    "last date of the history", last, "lies before the first date " + first, "give them in order");
        }
        int days = Math.toIntExact(ChronoUnit.DAYS.between(first, last) + 1);
        return new DailyLoads(first, new double[days], new boolean[days]);
    }

    /**
     * A history of which every day is known.
     *
     * @param first first date
     * @param loads one load for each date from then on; 0 where there was no training
     * @throws InvalidParameterException if there is none, or one is negative or not finite
     */
    public static DailyLoads of(LocalDate first, double... loads) {
        Rules.atLeast("number of days", loads.length, 1);
        for (double load : loads) {
            Rules.notNegative("training load", load);
        }
        boolean[] known = new boolean[loads.length];
        Arrays.fill(known, true);
        return new DailyLoads(first, loads.clone(), known);
    }

    /**
     * The same history, of which these dates are known: without a session their load is 0. Dates outside are ignored.
     *
     * @param from first known date
     * @param to last known date, inclusive
     */
    public DailyLoads known(LocalDate from, LocalDate to) {
        boolean[] after = known.clone();
        for (int i = 0; i < after.length; i++) {
            LocalDate date = first.plusDays(i);
            after[i] |= !date.isBefore(from) && !date.isAfter(to);
        }
        return new DailyLoads(first, sums, after);
    }

    /**
     * The same history with one session more; loads of one date add up.
     *
     * @param date local date of the session
     * @param load arbitrary units
     * @throws InvalidParameterException if the date lies outside, or the load is negative or not finite
     */
    public DailyLoads plus(LocalDate date, double load) {
        Rules.notNegative("training load", load);
        if (date.isBefore(first) || date.isAfter(last())) {
            throw new InvalidParameterException(
                    "date of a session", date, "lies outside of " + first + " to " + last(), "make the history longer");
        }
        double[] after = sums.clone();
        after[index(date)] += load;
        return new DailyLoads(first, after, known);
    }

    /** First date. */
    public LocalDate first() {
        return first;
    }

    /** Last date, inclusive. */
    public LocalDate last() {
        return first.plusDays(sums.length - 1L);
    }

    /**
     * The load of a date.
     *
     * @return 0 on a known day without training; empty on an unknown day and outside of the history
     */
    public OptionalDouble on(LocalDate date) {
        if (date.isBefore(first) || date.isAfter(last()) || !known[index(date)]) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(sums[index(date)]);
    }

    /** The loads of the known days among the {@code days} that end with {@code last}, oldest first. */
    double[] knownIn(LocalDate last, int days) {
        double[] found = new double[days];
        int count = 0;
        for (int ago = days - 1; ago >= 0; ago--) {
            OptionalDouble load = on(last.minusDays(ago));
            if (load.isPresent()) {
                found[count++] = load.getAsDouble();
            }
        }
        return Arrays.copyOf(found, count);
    }

    private int index(LocalDate date) {
        return Math.toIntExact(ChronoUnit.DAYS.between(first, date));
    }
}
