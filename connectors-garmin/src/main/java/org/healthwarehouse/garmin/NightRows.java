package org.healthwarehouse.garmin;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import org.healthwarehouse.connector.PageSink;
import org.healthwarehouse.garmin.ExportItem.BadItemException;
import org.healthwarehouse.model.DataType;
import org.healthwarehouse.model.DataTypes;
import org.healthwarehouse.model.RecordKey;
import org.healthwarehouse.model.RecordOrigin;

/** A night ({@code sleepData}), without its stages in order: those are in FIT files. */
final class NightRows implements ExportRows {
    @Override
    public DataType type() {
        return DataTypes.SLEEP;
    }

    @Override
    public Optional<Instant> read(ExportItem item, PageSink sink) throws BadItemException {
        Instant start = item.requiredInstant("sleepStartTimestampGMT");
        Instant end = item.requiredInstant("sleepEndTimestampGMT");
        Optional<LocalDate> date = item.date("calendarDate");
        Set<RecordKey> keys = new HashSet<>(Set.of(GarminKeys.start(start)));
        date.map(GarminKeys::date).ifPresent(keys::add);
        ExportValues values = new ExportValues()
                .json("nap", false)
                .put("local_date", date)
                .put("awakenings", item.number("awakeCount"))
                .put("unknown_stage", item.number("unmeasurableSeconds"))
                .put("respiratory_rate", item.number("averageRespiration"))
                .put("stress_mean", item.number("avgSleepStress"));
        stages(item, values);
        ExportItem spo2 = item.inside("spo2SleepSummary");
        values.put("spo2_mean", spo2.number("averageSPO2"))
                .put("spo2_min", spo2.number("lowestSPO2"))
                .put("heart_rate_mean", spo2.number("averageHR"));
        ExportItem scores = item.taken("sleepScores");
        if (!scores.left().isEmpty()) {
            values.json("scores", new TreeMap<>(scores.left())).put("score", scores.number("overallScore"));
        }
        // The stages of the same night in a FIT file are the better word on it.
        sink.record(ExportRows.record(DataTypes.SLEEP, keys, start, end, values.with(item))
                .toldBy(RecordOrigin.CSV));
        return Optional.of(start);
    }

    /** Times in each stage, and asleep altogether. */
    static void stages(ExportItem item, ExportValues values) {
        OptionalDouble light = item.number("lightSleepSeconds");
        OptionalDouble deep = item.number("deepSleepSeconds");
        OptionalDouble rem = item.number("remSleepSeconds");
        values.put("light", light).put("deep", deep).put("rem", rem).put("awake", item.number("awakeSleepSeconds"));
        if (light.isPresent() || deep.isPresent() || rem.isPresent()) {
            values.put("asleep", OptionalDouble.of(light.orElse(0) + deep.orElse(0) + rem.orElse(0)));
        }
    }
}
