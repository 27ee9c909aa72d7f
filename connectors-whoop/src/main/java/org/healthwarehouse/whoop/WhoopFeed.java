package org.healthwarehouse.whoop;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.healthwarehouse.connector.FeedId;
import org.healthwarehouse.connector.FeedSpec;
import org.healthwarehouse.connector.FetchLimits;
import org.healthwarehouse.connector.MalformedResponseException;
import org.healthwarehouse.connector.ParsedRecord;
import org.healthwarehouse.connector.Selection;
import org.healthwarehouse.coverage.Settling;
import org.healthwarehouse.coverage.TimeAxis;
import org.healthwarehouse.model.DataType;
import org.healthwarehouse.model.DataTypes;
import org.healthwarehouse.model.RecordType;

/** What WHOOP can be asked for, and how to read its answers. */
@SuppressWarnings("ImmutableEnumChecker") // the model's types are immutable, which the checker cannot see
enum WhoopFeed {
    /** Days from falling asleep to falling asleep. */
    CYCLE("/v2/cycle", DataTypes.CYCLE, Optional.of(Duration.ofHours(2)), CycleReader::read),
    /** What the nights made of the person; one for each cycle at most. */
    RECOVERY("/v2/recovery", DataTypes.RECOVERY, Optional.of(Duration.ofHours(2)), RecoveryReader::read),
    /** Nights and naps. */
    SLEEP("/v2/activity/sleep", DataTypes.SLEEP, Optional.of(Duration.ofHours(2)), SleepReader::read),
    /** Workouts, and rests such as a sauna. */
    WORKOUT("/v2/activity/workout", DataTypes.WORKOUT, Optional.of(Duration.ofHours(1)), WorkoutReader::read),
    /** Who the person is. */
    PROFILE("/v2/user/profile/basic", DataTypes.PROFILE, Optional.empty(), CurrentReader::profile),
    /** Height, mass and highest heart rate. */
    BODY_MEASUREMENT("/v2/user/measurement/body", DataTypes.BODY_MEASUREMENT, Optional.empty(), CurrentReader::body);

    /** With what is asked around it seven full pages of cycles, at most. */
    private static final Duration PREFERRED = Duration.ofDays(168);

    private static final FetchLimits LIMITS =
            new FetchLimits(Optional.of(PREFERRED), Duration.ofDays(366), Duration.ofDays(1), Optional.empty());
    /**
     * Longer than any sleep or workout: only what lies wholly inside of what was asked is known to be gone if it is not
     * named. And a recovery is selected by its sleep, which it follows within a day.
     */
    private static final Duration AROUND = Duration.ofDays(1);

    /** Cycles last a day or two. */
    private static final Duration AROUND_A_CYCLE = Duration.ofDays(2);

    private static final Duration SETTLED = Duration.ofDays(14);
    private static final Duration RECENT = Duration.ofDays(2);
    private static final Duration RECHECK = Duration.ofDays(1);

    private final String path;
    private final RecordType type;
    private final Optional<Duration> freshFor;
    private final Reader reader;

    /** Reads one record. */
    @FunctionalInterface
    interface Reader {
        ParsedRecord read(Item item) throws MalformedResponseException;
    }

    WhoopFeed(String path, RecordType type, Optional<Duration> freshFor, Reader reader) {
        this.path = path;
        this.type = type;
        this.freshFor = freshFor;
        this.reader = reader;
    }

    static Optional<WhoopFeed> of(FeedId id) {
        return Arrays.stream(values()).filter(feed -> feed.id().equals(id)).findFirst();
    }

    static Optional<WhoopFeed> of(DataType type) {
        return Arrays.stream(values()).filter(feed -> feed.type.equals(type)).findFirst();
    }

    FeedId id() {
        return new FeedId(type.name());
    }

    String path() {
        return path;
    }

    RecordType type() {
        return type;
    }

    /** Whether it lists records of a range; else it knows one current value. */
    boolean isListing() {
        return freshFor.isPresent();
    }

    /** Whether the interface names when a record begins, so that an export's row can find it. */
    boolean hasStart() {
        return isListing() && this != RECOVERY;
    }

    ParsedRecord read(Item item) throws MalformedResponseException {
        return reader.read(item);
    }

    /** As the engine sees it. */
    FeedSpec spec() {
        FeedSpec plain = FeedSpec.of(id(), type, LIMITS);
        return freshFor.map(fresh -> plain.selecting(Selection.INTERSECTS, this == CYCLE ? AROUND_A_CYCLE : AROUND)
                        .lateArrival(false)
                        .settling(new Settling(SETTLED, RECENT, fresh, RECHECK)))
                .orElseGet(() -> plain.axis(TimeAxis.NONE).settling(Settling.CURRENT_VALUE));
    }
}
