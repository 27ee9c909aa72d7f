package org.healthwarehouse.testkit.person;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * An imaginary person whose whole health history is a pure function of a seed.
 *
 * <p>The same seed and settings give the same answers on every machine. Any time can be asked for at the same cost, in
 * any order; nothing depends on the current time, so a vendor simulator cuts the history at its own now. There is no
 * last day, so ranges must be bounded. Instants are exact to the millisecond; the person sleeps and moves by the local
 * time of {@link #zoneAt}.
 *
 * <p>The person wears a watch, carries a phone and owns a scale and a blood pressure monitor. The watch is off for
 * about an hour a day to charge, on some days and weekends, and for one or two whole weeks a year. The phone is
 * sometimes left behind. Each year has a few trips, some of them across many time zones, and a few illnesses.
 *
 * <p>Unless the {@linkplain #builder builder} says otherwise, the person lives in {@code Europe/Amsterdam}, was born on
 * 1984-05-17, and has data from midnight of 2015-01-01 at home on.
 *
 * <p>Instances may be shared between threads.
 */
public final class SyntheticPerson {
    private static final List<PersonMetric> METRICS = List.of(PersonMetric.values());

    private final Profile profile;
    private final Days days;
    private final Instant firstInstant;

    SyntheticPerson(Profile profile) {
        this.profile = profile;
        this.days = new Days(profile);
        this.firstInstant = profile.firstDay().atStartOfDay(homeZone()).toInstant();
    }

    /**
     * The person of a seed, with all defaults.
     *
     * @param seed any number; another number is another person
     * @return the person
     */
    public static SyntheticPerson seeded(long seed) {
        return builder(seed).build();
    }

    /**
     * Starts the description of a person that differs from the defaults.
     *
     * @param seed any number; another number is another person
     * @return a new builder
     */
    public static SyntheticPersonBuilder builder(long seed) {
        return new SyntheticPersonBuilder(seed);
    }

    /**
     * What the person's devices measure.
     *
     * @return all metrics, in a fixed order
     */
    public List<PersonMetric> metrics() {
        return METRICS;
    }

    /**
     * The zone the person lives in when not on a trip.
     *
     * @return the home zone
     */
    public ZoneId homeZone() {
        return profile.home().zone();
    }

    /**
     * The first instant that can have data: midnight of the first day of data in the home zone.
     *
     * @return the start of the history
     */
    public Instant firstInstant() {
        return firstInstant;
    }

    /**
     * Hands out every sample of a metric that shares time with a half-open range: one with an interval when
     * {@code start < to} and {@code end > from}, an instantaneous one when {@code from <= start < to}. A sample that
     * crosses the edge between two ranges is therefore part of both answers, with the same uuid.
     *
     * @param metric the metric
     * @param from the start of the range, inclusive
     * @param to the end of the range, exclusive
     * @param out called with each sample on the calling thread, in order of the starts
     * @throws IllegalArgumentException if the range ends before it starts
     */
    public void samples(PersonMetric metric, Instant from, Instant to, Consumer<? super PersonSample> out) {
        Objects.requireNonNull(out, "out");
        Recorder recorder = Recorder.of(metric);
        forEachDay(from, to, day -> {
            Tape tape = new Tape(day, metric);
            recorder.record(day, tape);
            for (PersonSample sample : tape.inStartOrder()) {
                if (sample.intersects(from, to) && !sample.start().isBefore(firstInstant)) {
                    out.accept(sample);
                }
            }
        });
    }

    /**
     * The workouts the watch recorded that share time with a half-open range, in order of their starts.
     *
     * @param from the start of the range, inclusive
     * @param to the end of the range, exclusive
     * @return the workouts, unmodifiable
     * @throws IllegalArgumentException if the range ends before it starts
     */
    public List<PersonWorkout> workouts(Instant from, Instant to) {
        List<PersonWorkout> found = new ArrayList<>();
        forEachDay(
                from,
                to,
                day -> Workouts.on(day).stream()
                        .filter(workout ->
                                workout.start().isBefore(to) && workout.end().isAfter(from))
                        .filter(workout -> !workout.start().isBefore(firstInstant))
                        .forEach(found::add));
        return Collections.unmodifiableList(found);
    }

    /**
     * The position fixes taken within a half-open range, in order of time.
     *
     * @param from the start of the range, inclusive
     * @param to the end of the range, exclusive
     * @return the fixes, unmodifiable
     * @throws IllegalArgumentException if the range ends before it starts
     */
    public List<PersonLocation> locations(Instant from, Instant to) {
        List<PersonLocation> found = new ArrayList<>();
        Instant earliest = laterOf(from, firstInstant);
        forEachDay(
                from,
                to,
                day -> LocationFixes.on(day).stream()
                        .filter(fix ->
                                !fix.time().isBefore(earliest) && fix.time().isBefore(to))
                        .forEach(found::add));
        return Collections.unmodifiableList(found);
    }

    /**
     * The steps the person really took within a half-open range, whether or not a device was there to count them.
     *
     * <p>Each step happens at one instant, so the steps of adjacent ranges add up. A step-count sample of either device
     * equals the true steps of its own interval.
     *
     * @param from the start of the range, inclusive
     * @param to the end of the range, exclusive
     * @return the number of steps
     * @throws IllegalArgumentException if the range ends before it starts
     */
    public long trueSteps(Instant from, Instant to) {
        return sumOverDays(from, to, FootSamples::trueSteps);
    }

    /**
     * The true steps within a half-open range that at least one device counted, each once: what is left when the
     * samples of phone and watch are merged without counting a step twice.
     *
     * @param from the start of the range, inclusive
     * @param to the end of the range, exclusive
     * @return the number of steps, at most {@link #trueSteps}
     * @throws IllegalArgumentException if the range ends before it starts
     */
    public long recordedSteps(Instant from, Instant to) {
        return sumOverDays(from, to, FootSamples::recordedSteps);
    }

    /**
     * The zone whose local time the person lives by. On a trip it changes when the flight lands.
     *
     * @param time the instant
     * @return the zone; the home zone before the first day of data
     */
    public ZoneId zoneAt(Instant time) {
        return time.isBefore(firstInstant) ? homeZone() : days.holding(time).zoneAt(Span.minuteOf(time));
    }

    /**
     * Whether the watch is on the wrist. While it is not, it reports nothing.
     *
     * @param time the instant
     * @return true when worn; false before the first day of data
     */
    public boolean isWatchWorn(Instant time) {
        return !time.isBefore(firstInstant) && days.holding(time).wrist().isWorn(Span.minuteOf(time));
    }

    private long sumOverDays(Instant from, Instant to, StepsOfDay steps) {
        AtomicLong sum = new AtomicLong();
        long fromMs = ceilingMs(laterOf(from, firstInstant));
        forEachDay(from, to, day -> sum.addAndGet(steps.between(day, fromMs, ceilingMs(to))));
        return sum.get();
    }

    @FunctionalInterface
    private interface StepsOfDay {
        long between(DayPlan day, long fromMs, long toMs);
    }

    private void forEachDay(Instant from, Instant to, Consumer<DayPlan> action) {
        if (to.isBefore(from)) {
            throw new IllegalArgumentException("range ends at " + to + " before it starts at " + from);
        }
        days.forEach(laterOf(from, firstInstant), to, action);
    }

    private static Instant laterOf(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    /** Steps fall on whole milliseconds, so a bound between two of them acts like the later one. */
    private static long ceilingMs(Instant time) {
        return time.plusNanos(999_999).toEpochMilli();
    }
}
