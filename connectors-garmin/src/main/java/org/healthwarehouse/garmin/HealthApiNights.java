package org.healthwarehouse.garmin;

import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.healthwarehouse.connector.MalformedResponseException;
import org.healthwarehouse.connector.ParsedRecord;
import org.healthwarehouse.garmin.ExportItem.BadItemException;
import org.healthwarehouse.model.DataTypes;
import org.healthwarehouse.model.RecordKey;

/** Summaries of nights. */
final class HealthApiNights {
    private static final Map<String, Integer> STAGES = Map.of("deep", 4, "light", 3, "rem", 5, "awake", 2);

    private HealthApiNights() {}

    /** A night; a tentative one is replaced by a later word on it. */
    static void sleep(ExportItem item, Telling out) throws BadItemException, MalformedResponseException {
        HealthApiTime time = HealthApiTime.of(item);
        for (Map.Entry<String, Integer> stage : STAGES.entrySet()) {
            for (ExportItem step : item.inside("sleepLevelsMap").list(stage.getKey())) {
                stage(step, stage.getValue(), out);
            }
        }
        item.left().remove("sleepLevelsMap");
        time.series(item, "timeOffsetSleepSpo2", DataTypes.SPO2, 1, out);
        time.series(item, "timeOffsetSleepRespiration", DataTypes.RESPIRATORY_RATE, 1, out);
        Set<RecordKey> keys = new HashSet<>(Set.of(GarminKeys.start(time.start())));
        HealthApiDays.key(item).ifPresent(keys::add);
        time.date().map(GarminKeys::date).ifPresent(keys::add);
        boolean tentative = item.copy()
                .text("validation")
                .filter(word -> word.contains("TENTATIVE"))
                .isPresent();
        out.record(new ParsedRecord(
                DataTypes.SLEEP,
                keys,
                time.start(),
                time.end(),
                Optional.empty(),
                tentative,
                values(item, time).with(item)));
    }

    private static ExportValues values(ExportItem item, HealthApiTime time) {
        OptionalDouble deep = item.number("deepSleepDurationInSeconds");
        OptionalDouble light = item.number("lightSleepDurationInSeconds");
        OptionalDouble rem = item.number("remSleepInSeconds");
        ExportValues values = time.values()
                .json("nap", false)
                .put("deep", deep)
                .put("light", light)
                .put("rem", rem)
                .put("awake", item.number("awakeDurationInSeconds"))
                .put("unknown_stage", item.number("unmeasurableSleepInSeconds"))
                .put("score", item.inside("overallSleepScore").number("value"));
        if (deep.isPresent() || light.isPresent() || rem.isPresent()) {
            values.put("asleep", OptionalDouble.of(deep.orElse(0) + light.orElse(0) + rem.orElse(0)));
        }
        return values;
    }

    private static void stage(ExportItem step, int code, Telling out) throws MalformedResponseException {
        Optional<Instant> from = HealthApiTime.instant(step, "startTimeInSeconds");
        Optional<Instant> to = HealthApiTime.instant(step, "endTimeInSeconds");
        if (from.isPresent() && to.isPresent()) {
            out.sample(DataTypes.SLEEP_STAGE, HealthApiTime.DEVICE, "", from.get(), to.get(), code);
        } else {
            out.problem("a stage has no time", "sleepLevelsMap");
        }
    }

    static void variability(ExportItem item, Telling out) throws BadItemException, MalformedResponseException {
        HealthApiTime time = HealthApiTime.of(item);
        time.series(item, "hrvValues", GarminTypes.HRV, 1, out);
        ExportValues values = time.values()
                .json("context", "sleep")
                .put("night_mean", item.number("lastNightAvg"))
                .put("night_max", item.number("lastNight5MinHigh"));
        Set<RecordKey> keys = new HashSet<>();
        HealthApiDays.key(item).ifPresent(keys::add);
        time.date().map(GarminKeys::date).ifPresent(keys::add);
        if (values.has("night_mean") && !keys.isEmpty()) {
            out.record(ExportRows.record(DataTypes.HRV_SUMMARY, keys, time.start(), time.end(), values.with(item)));
        }
    }

    static void skin(ExportItem item, Telling out) throws BadItemException, MalformedResponseException {
        HealthApiTime time = HealthApiTime.of(item);
        OptionalDouble deviation = item.signed("avgDeviationCelsius");
        if (deviation.isPresent()) {
            out.sample(
                    DataTypes.SKIN_TEMPERATURE_DEVIATION,
                    HealthApiTime.DEVICE,
                    "",
                    time.end(),
                    time.end(),
                    deviation.getAsDouble());
        }
    }
}
