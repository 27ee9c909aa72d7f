package org.healthwarehouse.garmin;

import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.healthwarehouse.connector.FeedId;
import org.healthwarehouse.connector.FeedSpec;
import org.healthwarehouse.connector.FetchLimits;
import org.healthwarehouse.connector.Selection;
import org.healthwarehouse.coverage.Settling;
import org.healthwarehouse.coverage.TimeAxis;
import org.healthwarehouse.model.DataType;
import org.healthwarehouse.model.DataTypes;

/**
 * What the connector asks Garmin Connect for. One archive of FIT files holds all that a day measured, so the JSON of
 * the same measurements is asked for only where an application switches it on; it then decides on their coverage
 * instead.
 */
@SuppressWarnings("ImmutableEnumChecker") // the model's types are immutable, which the checker cannot see
enum GarminFeed {
    /** All that a watch measured on a date, as FIT files in an archive. */
    WELLNESS(
            "wellness",
            "/download-service/files/wellness/{first}",
            1,
            DataTypes.HEART_RATE,
            DataTypes.STEPS,
            DataTypes.DISTANCE_WALKING_RUNNING,
            DataTypes.ACTIVE_ENERGY,
            GarminTypes.STRESS,
            DataTypes.RESPIRATORY_RATE,
            DataTypes.SPO2,
            DataTypes.RESTING_HEART_RATE,
            GarminTypes.HRV,
            DataTypes.SLEEP_STAGE,
            DataTypes.SLEEP,
            DataTypes.SKIN_TEMPERATURE_DEVIATION),
    /** What the service made of a date. */
    SUMMARY(
            "summary",
            "/usersummary-service/usersummary/daily/{name}?calendarDate={first}",
            1,
            DataTypes.DAILY_SUMMARY),
    /** How ready for training the person was, several times a date. */
    READINESS("readiness", "/metrics-service/metrics/trainingreadiness/{first}", 1, DataTypes.TRAINING_READINESS),
    /** The variability of the heart rate, of each night. */
    HRV("hrv", "/hrv-service/hrv/daily/{first}/{last}", 28, DataTypes.HRV_SUMMARY),
    /** What scales measured and the person noted. */
    WEIGHT(
            "weight",
            "/weight-service/weight/range/{first}/{last}?includeAll=true",
            28,
            DataTypes.BODY_MASS,
            DataTypes.BODY_FAT,
            DataTypes.BODY_MASS_INDEX,
            DataTypes.BODY_WATER,
            DataTypes.BONE_MASS,
            DataTypes.MUSCLE_MASS),
    /** The load of the training and what the service says of it. */
    TRAINING_STATUS(
            "training-status",
            "/mobile-gateway/usersummary/trainingstatus/weekly/{first}/{last}",
            364,
            DataTypes.TRAINING_STATUS,
            DataTypes.TRAINING_LOAD),
    /** The greatest oxygen uptake. */
    VO2_MAX("vo2max", "/metrics-service/metrics/maxmet/daily/{first}/{last}", 28, DataTypes.VO2_MAX),
    /** The activities, and after them the FIT file of each. */
    ACTIVITIES(
            "activities",
            "/activitylist-service/activities/search/activities?start={start}&limit=" + ActivityToken.PAGE_SIZE
                    + "&startDate={first}&endDate={last}",
            28,
            DataTypes.WORKOUT,
            DataTypes.LOCATION,
            DataTypes.BEAT_INTERVAL,
            DataTypes.RUNNING_POWER,
            DataTypes.RUNNING_SPEED,
            DataTypes.POWER,
            DataTypes.DISTANCE_CYCLING,
            DataTypes.DISTANCE_SWIMMING),
    /** The person's measures. */
    PROFILE("profile", "/userprofile-service/userprofile/user-settings", 0, DataTypes.BODY_MEASUREMENT),
    /** The heart rate of a date, every two minutes. */
    HEART_RATE("heart-rate", "/wellness-service/wellness/dailyHeartRate/{name}?date={first}", -1, DataTypes.HEART_RATE),
    /** The stress of a date, every three minutes, and the energy left, which no file has. */
    DAILY_STRESS(
            "stress",
            "/wellness-service/wellness/dailyStress/{first}",
            -1,
            GarminTypes.STRESS,
            GarminTypes.BODY_BATTERY),
    /** The breathing of a date. */
    RESPIRATION("respiration", "/wellness-service/wellness/daily/respiration/{first}", -1, DataTypes.RESPIRATORY_RATE),
    /** The oxygen saturation of a date. */
    SPO2("spo2", "/wellness-service/wellness/daily/spo2/{first}", -1, DataTypes.SPO2),
    /** The night that ended on a date. */
    SLEEP(
            "sleep",
            "/wellness-service/wellness/dailySleepData/{name}?date={first}&nonSleepBufferMinutes=60",
            -1,
            DataTypes.SLEEP,
            DataTypes.SLEEP_STAGE);

    private static final Duration DAY = Duration.ofDays(1);
    /** What a watch did not hand over is asked for again when it does; what a person edits, once a day for a week. */
    private static final Settling SETTLING = new Settling(Duration.ofDays(7), Duration.ZERO, DAY, DAY);

    private final String endpoint;
    private final String path;
    /** Dates that one call may ask for; 0: there are no dates; -1: one, and only if switched on. */
    private final int days;

    private final Set<DataType> types;

    GarminFeed(String endpoint, String path, int days, DataType... types) {
        this.endpoint = endpoint;
        this.path = path;
        this.days = days;
        this.types = Set.of(types);
    }

    static Optional<GarminFeed> of(FeedId id) {
        return named(id.value());
    }

    static Optional<GarminFeed> named(String endpoint) {
        return Arrays.stream(values())
                .filter(feed -> feed.endpoint.equals(endpoint))
                .findFirst();
    }

    /** By what name its bodies are known. */
    String endpoint() {
        return endpoint;
    }

    FeedId id() {
        return new FeedId(endpoint);
    }

    /** What it decides on, unless another feed that is switched on does. */
    Set<DataType> types() {
        return types;
    }

    boolean isOptional() {
        return days < 0;
    }

    boolean isDated() {
        return days != 0;
    }

    /** Whether it holds what was measured through the day, which the service puts away when it is old. */
    boolean isIntraday() {
        return this == WELLNESS || isOptional();
    }

    /** Whether its bodies are archives of FIT files. */
    boolean isArchive() {
        return this == WELLNESS;
    }

    boolean needsName() {
        return path.contains("{name}");
    }

    String path(String name, LocalDate first, LocalDate endExclusive, int start) {
        return path.replace("{name}", GarminAddress.encode(name))
                .replace("{first}", first.toString())
                .replace("{last}", endExclusive.minusDays(1).toString())
                .replace("{start}", Integer.toString(start));
    }

    /** As the engine sees it, beside the others that are asked for. */
    FeedSpec spec(Set<GarminFeed> asked) {
        Set<DataType> decided = new HashSet<>(types);
        if (!isOptional()) {
            asked.stream().filter(GarminFeed::isOptional).forEach(other -> decided.removeAll(other.types));
        }
        FeedSpec plain = FeedSpec.of(id(), types.iterator().next(), limits()).types(yields(), decided);
        return isDated()
                ? plain.axis(TimeAxis.LOCAL_DATE)
                        .selecting(Selection.DATES, Duration.ZERO)
                        .settling(SETTLING)
                : plain.axis(TimeAxis.NONE).lateArrival(false).settling(Settling.CURRENT_VALUE);
    }

    /** A FIT file may hold anything that any FIT file holds, and the JSON of a night all that was measured in it. */
    private Set<DataType> yields() {
        Set<DataType> all = new HashSet<>(types);
        if (this == WELLNESS || this == ACTIVITIES) {
            List.of(WELLNESS, ACTIVITIES, HRV, WEIGHT, VO2_MAX).forEach(feed -> all.addAll(feed.types));
        }
        all.addAll(ConnectYields.of(endpoint));
        return all;
    }

    private FetchLimits limits() {
        Duration window = DAY.multipliedBy(Math.max(1, days));
        return isDated() ? new FetchLimits(Optional.of(window), window, DAY, Optional.empty()) : FetchLimits.UNDECLARED;
    }
}
