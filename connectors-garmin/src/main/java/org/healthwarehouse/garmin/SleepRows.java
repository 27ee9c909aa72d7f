package org.healthwarehouse.garmin;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.healthwarehouse.connector.MalformedResponseException;
import org.healthwarehouse.garmin.ExportItem.BadItemException;
import org.healthwarehouse.model.DataTypes;
import org.healthwarehouse.model.RecordKey;
import org.jspecify.annotations.Nullable;

/**
 * A night ({@code dailySleepData}) with its stages, the naps of its date, and what was measured during it. A date
 * without a night has all fields, and they are null.
 */
final class SleepRows implements ConnectRows {
    private static final String STAGES = "sleepLevels[]";
    private static final String NAPS = "dailyNapDTOS[]";

    /** The canonical codes of the stages 0 deep, 1 light, 2 REM, 3 awake: not the coding of FIT files. */
    private static final int[] CODES = {4, 3, 5, 2};

    @Override
    public List<String> paths() {
        List<String> paths = new ArrayList<>(List.of(STAGES, NAPS));
        paths.addAll(NightSeries.paths());
        return paths;
    }

    @Override
    public void outline(ExportItem outline, Telling out) throws BadItemException, MalformedResponseException {
        ExportItem night = outline.taken("dailySleepDTO");
        Optional<LocalDate> date = night.date("calendarDate");
        date.ifPresent(out::date);
        Optional<Instant> start = night.instant("sleepStartTimestampGMT");
        Optional<Instant> end = night.instant("sleepEndTimestampGMT");
        if (start.isEmpty() || end.isEmpty()) {
            return;
        }
        outline.left().remove("wellnessSpO2SleepSummaryDTO");
        // Tables that are not read, as that of the movement, would be longer than all that is said of the night.
        outline.left().forEach((name, value) -> {
            if (!(value instanceof List<?>)) {
                night.left().putIfAbsent(name, value);
            }
        });
        OptionalDouble skin = night.signed("avgSkinTempDeviationC");
        tell(night, date, start.get(), end.get(), out);
        if (skin.isPresent()) {
            out.sample(DataTypes.SKIN_TEMPERATURE_DEVIATION, Telling.DAY, "", end.get(), end.get(), skin.getAsDouble());
        }
    }

    private static void tell(ExportItem night, Optional<LocalDate> date, Instant start, Instant end, Telling out)
            throws BadItemException {
        Set<RecordKey> keys = new HashSet<>(Set.of(GarminKeys.start(start)));
        date.map(GarminKeys::date).ifPresent(keys::add);
        var unused = night.clock("sleepStartTimestampLocal");
        Optional<ZoneOffset> zone = offset(night.clock("sleepEndTimestampLocal"), end);
        ExportValues values = new ExportValues()
                .json("nap", false)
                .put("local_date", date)
                .put("time_zone", zone.map(ZoneOffset::getId))
                .put("awakenings", night.number("awakeCount"))
                .put("unknown_stage", night.number("unmeasurableSleepSeconds"))
                .put("respiratory_rate", night.number("averageRespirationValue"))
                .put("heart_rate_mean", night.number("averageSpO2HRSleep"))
                .put("spo2_mean", night.number("averageSpO2Value"))
                .put("spo2_min", night.number("lowestSpO2Value"))
                .put("stress_mean", night.number("avgSleepStress"));
        NightRows.stages(night, values);
        ExportItem scores = night.inside("sleepScores");
        values.put("score", scores.inside("overall").number("value"));
        Object parts = night.left().remove("sleepScores");
        if (parts != null) {
            values.json("scores", parts);
        }
        out.record(ExportRows.record(DataTypes.SLEEP, keys, start, end, values.with(night)));
    }

    /**
     * What the wall clock was ahead of UTC. In some accounts it was added twice, which shows where it then is more than
     * any zone has.
     */
    static Optional<ZoneOffset> offset(Optional<LocalDateTime> wall, Instant utc) {
        Optional<ZoneOffset> once = ExportItem.offset(wall, Optional.of(utc));
        if (once.isPresent() || wall.isEmpty()) {
            return once;
        }
        Instant half = Instant.ofEpochMilli(
                (utc.toEpochMilli() + wall.get().toInstant(ZoneOffset.UTC).toEpochMilli()) / 2);
        return ExportItem.offset(Optional.of(LocalDateTime.ofInstant(half, ZoneOffset.UTC)), Optional.of(utc));
    }

    @Override
    public void take(String path, @Nullable Object value, Telling out)
            throws BadItemException, MalformedResponseException {
        ExportItem item = out.object(value);
        switch (path) {
            case STAGES -> stage(item, out);
            case NAPS -> nap(item, out);
            default -> NightSeries.tell(path, item, out);
        }
    }

    private static void stage(ExportItem item, Telling out) throws BadItemException, MalformedResponseException {
        Instant start = item.requiredInstant("startGMT");
        Instant end = item.requiredInstant("endGMT");
        double level = item.signed("activityLevel").orElse(-1);
        if (level >= 0 && level < CODES.length) {
            out.sample(DataTypes.SLEEP_STAGE, Telling.DAY, "", start, end, CODES[(int) level]);
            out.reaches(end);
        }
    }

    private static void nap(ExportItem item, Telling out) throws BadItemException {
        Instant start = item.requiredInstant("napStartTimestampGMT");
        Instant end = item.requiredInstant("napEndTimestampGMT");
        ExportValues values = new ExportValues()
                .json("nap", true)
                .put("local_date", item.date("calendarDate"))
                .put("asleep", item.number("napTimeSec"))
                .put("device", ExportRows.deviceKey(item));
        out.record(ExportRows.record(DataTypes.SLEEP, Set.of(GarminKeys.start(start)), start, end, values.with(item)));
    }
}
