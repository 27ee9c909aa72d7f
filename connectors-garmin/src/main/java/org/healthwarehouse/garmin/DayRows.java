package org.healthwarehouse.garmin;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;
import org.healthwarehouse.connector.LocalDay;
import org.healthwarehouse.connector.PageSink;
import org.healthwarehouse.garmin.ExportItem.BadItemException;
import org.healthwarehouse.model.DataType;
import org.healthwarehouse.model.DataTypes;
import org.healthwarehouse.model.TimeRange;

/** A daily summary ({@code UDSFile}): what the service counted of a local date, and when that date really was. */
final class DayRows implements ExportRows {
    private static final Duration LONGEST_DAY = Duration.ofHours(50);
    private static final double MINUTE = 60;

    @Override
    public DataType type() {
        return DataTypes.DAILY_SUMMARY;
    }

    @Override
    public Optional<Instant> read(ExportItem item, PageSink sink) throws BadItemException {
        return Optional.of(tell(item, sink, true));
    }

    /**
     * Tells of a day.
     *
     * @param withDay whether to tell when the date was, too
     * @return when it began
     */
    Instant tell(ExportItem item, PageSink sink, boolean withDay) throws BadItemException {
        LocalDate date = item.requiredDate("calendarDate");
        Optional<Instant> told = item.instant("wellnessStartTimeGmt");
        Optional<Instant> toldEnd = item.instant("wellnessEndTimeGmt");
        Optional<ZoneOffset> offset = ExportItem.offset(item.clock("wellnessStartTimeLocal"), told);
        var unused = item.clock("wellnessEndTimeLocal");
        Instant start = told.orElseGet(() -> date.atStartOfDay(ZoneOffset.UTC).toInstant());
        Instant end = toldEnd.filter(start::isBefore).orElseGet(() -> start.plus(Duration.ofDays(1)));
        ExportValues values =
                new ExportValues().json("local_date", date.toString()).put("time_zone", offset.map(ZoneOffset::getId));
        counted(item, values);
        measured(item, values);
        flat(item, values);
        sink.record(ExportRows.record(
                DataTypes.DAILY_SUMMARY, Set.of(GarminKeys.date(date)), start, end, values.with(item)));
        if (withDay
                && told.isPresent()
                && toldEnd.isPresent()
                && start.isBefore(toldEnd.get())
                && Duration.between(start, end).compareTo(LONGEST_DAY) <= 0) {
            sink.localDay(new LocalDay(date, new TimeRange(start, end)));
        }
        return start;
    }

    private static void counted(ExportItem item, ExportValues values) {
        values.put("steps", item.number("totalSteps"))
                .put("step_goal", item.number("dailyStepGoal"))
                .put("distance", item.number("totalDistanceMeters"))
                .put("total_energy", item.number("totalKilocalories"))
                .put("active_energy", item.number("activeKilocalories"))
                .put("basal_energy", item.number("bmrKilocalories"))
                .put("elevation_ascended", item.number("floorsAscendedInMeters"))
                .put("elevation_descended", item.number("floorsDescendedInMeters"))
                .put("active", item.number("activeSeconds"))
                .put("highly_active", item.number("highlyActiveSeconds"))
                .put("moderate_activity", item.number("moderateIntensityMinutes"), MINUTE)
                .put("vigorous_activity", item.number("vigorousIntensityMinutes"), MINUTE);
    }

    private static void measured(ExportItem item, ExportValues values) {
        values.put("heart_rate_min", item.number("minHeartRate"))
                .put("heart_rate_max", item.number("maxHeartRate"))
                .put("resting_heart_rate", item.number("currentDayRestingHeartRate"))
                .put("spo2_mean", item.number("averageSpo2Value"))
                .put("spo2_min", item.number("lowestSpo2Value"));
        if (!values.has("resting_heart_rate")) {
            values.put("resting_heart_rate", item.number("restingHeartRate"));
        }
        ExportItem breath = item.inside("respiration");
        values.put("respiratory_rate_awake", breath.number("avgWakingRespirationValue"))
                .put("respiratory_rate_min", breath.number("lowestRespirationValue"))
                .put("respiratory_rate_max", breath.number("highestRespirationValue"));
        for (ExportItem stress : item.inside("allDayStress").list("aggregatorList")) {
            if (stress.text("type").equals(Optional.of("TOTAL"))) {
                values.put("stress_mean", stress.number("averageStressLevel"))
                        .put("stress_max", stress.number("maxStressLevel"))
                        .put("stress_duration", stress.number("stressDuration"))
                        .put("rest_duration", stress.number("restDuration"));
            }
        }
        ExportItem battery = item.inside("bodyBattery");
        values.put("body_battery_charged", battery.number("chargedValue"))
                .put("body_battery_drained", battery.number("drainedValue"));
        for (ExportItem stat : battery.list("bodyBatteryStatList")) {
            switch (stat.text("bodyBatteryStatType").orElse("")) {
                case "HIGHEST" -> values.put("body_battery_high", stat.number("statsValue"));
                case "LOWEST" -> values.put("body_battery_low", stat.number("statsValue"));
                default -> {}
            }
        }
    }

    /** What the web interface says in fields of the day itself. */
    private static void flat(ExportItem item, ExportValues values) {
        values.put("stress_mean", item.number("averageStressLevel"))
                .put("stress_max", item.number("maxStressLevel"))
                .put("stress_duration", item.number("stressDuration"))
                .put("rest_duration", item.number("restStressDuration"))
                .put("body_battery_high", item.number("bodyBatteryHighestValue"))
                .put("body_battery_low", item.number("bodyBatteryLowestValue"))
                .put("body_battery_charged", item.number("bodyBatteryChargedValue"))
                .put("body_battery_drained", item.number("bodyBatteryDrainedValue"))
                .put("respiratory_rate_awake", item.number("avgWakingRespirationValue"))
                .put("respiratory_rate_min", item.number("lowestRespirationValue"))
                .put("respiratory_rate_max", item.number("highestRespirationValue"))
                .put("spo2_mean", item.number("averageSpo2"))
                .put("spo2_min", item.number("lowestSpo2"));
    }
}
