package org.healthwarehouse.training;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.healthwarehouse.connector.ParsedRecord;
import org.healthwarehouse.model.Attributes;
import org.healthwarehouse.model.DataTypes;
import org.healthwarehouse.model.RecordKey;
import org.healthwarehouse.model.RecordType;

/** The records in which a source tells of a {@link SampleAthlete}. */
final class SampleRecords {
    /** Scheme of their keys. */
    static final String SCHEME = "sample";

    /** Codes of the type {@code sleep_stage}. */
    private static final int AWAKE = 2;

    private static final int LIGHT = 3;
    private static final int DEEP = 4;
    private static final int REM = 5;

    private static final double KCAL_PER_STEP = 0.04;
    private static final double METRES_PER_STEP = 0.75;
    private static final double BASAL_KCAL = 1_450;
    private static final Duration WAKES_UP = Duration.ofMinutes(6 * 60 + 30);

    private SampleRecords() {}

    /** The date, its night, and the variability of that. */
    static List<ParsedRecord> of(SampleDay day) {
        Instant midnight = midnight(day.date());
        return List.of(
                record(
                        DataTypes.DAILY_SUMMARY,
                        "day-" + day.date(),
                        midnight,
                        midnight(day.date().plusDays(1)),
                        summary(day)),
                record(DataTypes.SLEEP, "sleep-" + day.date(), fellAsleep(day), wokeUp(day), night(day)),
                record(DataTypes.HRV_SUMMARY, "hrv-" + day.date(), fellAsleep(day), wokeUp(day), variability(day)));
    }

    static ParsedRecord of(SampleRun run) {
        double seconds = run.rates().size();
        Attributes attributes = Attributes.of(Map.of(
                        "workout_type",
                        "running",
                        "name",
                        "Evening run",
                        "duration",
                        seconds,
                        "distance",
                        run.metres(),
                        "speed_mean",
                        run.metres() / seconds,
                        "heart_rate_mean",
                        run.meanRate(),
                        "heart_rate_max",
                        run.maxRate(),
                        "active_energy",
                        run.metres() * 0.06))
                .with("local_date", run.date().toString());
        return record(DataTypes.WORKOUT, run.id(), run.start(), run.end(), attributes);
    }

    private static Attributes summary(SampleDay day) {
        double active = day.steps() * KCAL_PER_STEP;
        return Attributes.of(Map.of(
                        "steps",
                        day.steps(),
                        "distance",
                        day.steps() * METRES_PER_STEP,
                        "active_energy",
                        active,
                        "basal_energy",
                        BASAL_KCAL,
                        "total_energy",
                        active + BASAL_KCAL,
                        "resting_heart_rate",
                        day.restingRate(),
                        "heart_rate_min",
                        day.restingRate() - 3,
                        "heart_rate_mean",
                        day.restingRate() + 18,
                        "stress_mean",
                        day.stress(),
                        "stress_max",
                        day.stress() + 45))
                .with("local_date", day.date().toString());
    }

    private static Attributes night(SampleDay day) {
        return Attributes.of(Map.of(
                        "nap", false,
                        "asleep", day.asleep().toSeconds(),
                        "light", day.light().toSeconds(),
                        "deep", day.deep().toSeconds(),
                        "rem", day.rem().toSeconds(),
                        "awake", day.awake().toSeconds(),
                        "heart_rate_mean", day.restingRate() + 4,
                        "score", Math.min(100, day.asleep().toMinutes() / 5),
                        "stages", stages(day)))
                .with("local_date", day.date().toString());
    }

    /** One stretch of each stage, in an order that nights have. */
    private static List<Map<String, Object>> stages(SampleDay day) {
        List<Map<String, Object>> stages = new ArrayList<>();
        Instant at = fellAsleep(day);
        at = stage(stages, at, day.light().dividedBy(2), LIGHT);
        at = stage(stages, at, day.deep(), DEEP);
        at = stage(stages, at, day.awake(), AWAKE);
        at = stage(stages, at, day.light().minus(day.light().dividedBy(2)), LIGHT);
        Instant unused = stage(stages, at, day.rem(), REM);
        return stages;
    }

    private static Instant stage(List<Map<String, Object>> stages, Instant from, Duration length, int code) {
        Instant to = from.plus(length);
        stages.add(Map.of("start", from.toString(), "end", to.toString(), "stage", code));
        return to;
    }

    private static Attributes variability(SampleDay day) {
        return Attributes.of(Map.of("context", "sleep", "rmssd", day.rmssd(), "night_mean", day.rmssd()))
                .with("local_date", day.date().toString());
    }

    private static Instant wokeUp(SampleDay day) {
        return midnight(day.date()).plus(WAKES_UP);
    }

    private static Instant fellAsleep(SampleDay day) {
        return wokeUp(day).minus(day.asleep()).minus(day.awake());
    }

    private static Instant midnight(LocalDate date) {
        return date.atStartOfDay().toInstant(ZoneOffset.UTC);
    }

    private static ParsedRecord record(RecordType type, String key, Instant start, Instant end, Attributes said) {
        return new ParsedRecord(type, Set.of(new RecordKey(SCHEME, key)), start, end, Optional.empty(), false, said);
    }
}
