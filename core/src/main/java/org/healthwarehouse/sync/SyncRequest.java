package org.healthwarehouse.sync;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.healthwarehouse.model.DataType;
import org.healthwarehouse.model.InvalidParameterException;
import org.healthwarehouse.model.SourceId;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.model.UserId;

/**
 * What somebody wants to have in the store. Immutable; every method answers a changed copy.
 *
 * <pre>{@code
 * SyncRequest.of(HEART_RATE, STEPS).from("fulcra").last(Duration.ofDays(180))
 * SyncRequest.everything().between(start, end)
 * }</pre>
 */
public final class SyncRequest {
    private static final Duration LONGEST = Duration.ofDays(36_500);

    private final UserId user;
    private final Set<DataType> types;
    private final Set<SourceId> sources;
    private final Optional<TimeRange> range;
    private final Optional<Duration> last;
    private final boolean forced;

    private SyncRequest(
            UserId user,
            Set<DataType> types,
            Set<SourceId> sources,
            Optional<TimeRange> range,
            Optional<Duration> last,
            boolean forced) {
        this.user = user;
        this.types = Set.copyOf(types);
        this.sources = Set.copyOf(sources);
        this.range = range;
        this.last = last;
        this.forced = forced;
    }

    /** A request for these types, from all sources that have them. */
    public static SyncRequest of(DataType first, DataType... more) {
        Set<DataType> types = new LinkedHashSet<>(List.of(more));
        types.add(first);
        return new SyncRequest(UserId.LOCAL, types, Set.of(), Optional.empty(), Optional.empty(), false);
    }

    /** A request for these types, from all sources that have them; no types means every type. */
    public static SyncRequest of(Set<? extends DataType> types) {
        return new SyncRequest(UserId.LOCAL, Set.copyOf(types), Set.of(), Optional.empty(), Optional.empty(), false);
    }

    /** A request for every type of every source. */
    public static SyncRequest everything() {
        return new SyncRequest(UserId.LOCAL, Set.of(), Set.of(), Optional.empty(), Optional.empty(), false);
    }

    /** For another user than {@link UserId#LOCAL}. */
    public SyncRequest user(UserId other) {
        return new SyncRequest(other, types, sources, range, last, forced);
    }

    /** From these sources only. */
    public SyncRequest from(String... names) {
        Set<SourceId> chosen = new LinkedHashSet<>();
        for (String name : names) {
            chosen.add(new SourceId(name));
        }
        return new SyncRequest(user, types, chosen, range, last, forced);
    }

    /**
     * For this range; what of it lies in the future is left out.
     *
     * @throws InvalidParameterException if the range is empty or reversed
     */
    public SyncRequest between(Instant start, Instant end) {
        return in(new TimeRange(start, end));
    }

    /** For this range; what of it lies in the future is left out. */
    public SyncRequest in(TimeRange other) {
        return new SyncRequest(user, types, sources, Optional.of(other), Optional.empty(), forced);
    }

    /**
     * For the time up to now of this length.
     *
     * @throws InvalidParameterException if the duration is not positive or longer than a hundred years
     */
    public SyncRequest last(Duration duration) {
        if (duration.isNegative() || duration.isZero()) {
            throw new InvalidParameterException("duration", duration, "must be positive", "give, for example, 7 days");
        }
        if (duration.compareTo(LONGEST) > 0) {
            throw new InvalidParameterException(
                    "duration", duration, "must not be longer than " + LONGEST, "give, for example, 3650 days");
        }
        return new SyncRequest(user, types, sources, Optional.empty(), Optional.of(duration), forced);
    }

    /** Whatever is held, ask for all of it again. */
    public SyncRequest forced() {
        return new SyncRequest(user, types, sources, range, last, true);
    }

    /** For whom. */
    public UserId user() {
        return user;
    }

    /** Which types; empty for every type. */
    public Set<DataType> types() {
        return types;
    }

    /** From which sources; empty for every source. */
    public Set<SourceId> sources() {
        return sources;
    }

    /** Whether everything is asked for again. */
    public boolean isForced() {
        return forced;
    }

    /**
     * The range, without what lies in the future.
     *
     * @throws InvalidParameterException if no range was given, or all of it lies in the future
     */
    public TimeRange range(Instant now) {
        TimeRange wanted = range.or(() -> last.map(length -> new TimeRange(now.minus(length), now)))
                .orElseThrow(() -> new InvalidParameterException(
                        "sync request",
                        this,
                        "must say for which time",
                        "add .between(start, end) or .last(duration)"));
        if (!wanted.start().isBefore(now)) {
            throw new InvalidParameterException(
                    "time range",
                    wanted,
                    "must not lie wholly in the future (it is " + now + ")",
                    "choose a range that has begun");
        }
        return wanted.end().isAfter(now) ? new TimeRange(wanted.start(), now) : wanted;
    }

    @Override
    public String toString() {
        return (types.isEmpty()
                        ? "everything"
                        : types.stream().map(DataType::name).sorted().toList())
                + " from "
                + (sources.isEmpty() ? "all sources" : sources.stream().sorted().toList())
                + range.map(r -> " in " + r)
                        .or(() -> last.map(l -> " of the last " + l))
                        .orElse("")
                + (forced ? ", forced" : "");
    }
}
