package org.healthwarehouse.garmin;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Set;
import org.healthwarehouse.garmin.ExportItem.BadItemException;

/**
 * What the service adds up of one kind for a day or a week. No part of the daily summary: another body of the same
 * interface would take the summary's place, and a week has none.
 */
final class PeriodRows implements ListRows.Reader {
    private static final double MINUTE = 60;

    private final String kind;
    private final int days;

    /** @param days of which each of them is */
    PeriodRows(String kind, int days) {
        this.kind = kind;
        this.days = days;
    }

    @Override
    public void read(ExportItem item, Telling out) throws BadItemException {
        LocalDate date = item.requiredDate("calendarDate");
        out.date(date);
        item.left().putAll(item.taken("values").left());
        ExportValues values = new ExportValues()
                .json("local_date", date.toString())
                .json("kind", kind)
                .json("days", (long) days);
        if (counted(item, values)) {
            Instant noon = Telling.noon(date);
            out.record(ExportRows.record(
                    GarminRecords.PERIOD_SUMMARY,
                    Set.of(GarminKeys.period(kind, days, date)),
                    noon,
                    noon.plus(Duration.ofDays(days - 1L)),
                    values.with(item)));
        }
    }

    /** Whether there is anything; a goal is there on every day. */
    private boolean counted(ExportItem item, ExportValues values) {
        return switch (kind) {
            case "steps" -> {
                values.put("steps", item.number("totalSteps"))
                        .put("distance", item.number("totalDistance"))
                        .put("step_goal", item.number("stepGoal"));
                yield values.has("steps");
            }
            case "stress" -> {
                values.put("stress_mean", item.number("overallStressLevel"))
                        .put("rest_duration", item.number("restStressDuration"));
                if (!values.has("stress_mean")) {
                    values.put("stress_mean", item.number("value"));
                }
                yield values.has("stress_mean");
            }
            case "intensity" -> {
                values.put("moderate_activity", item.number("moderateValue"), MINUTE)
                        .put("vigorous_activity", item.number("vigorousValue"), MINUTE);
                yield values.has("moderate_activity") || values.has("vigorous_activity");
            }
            case "hydration" -> {
                values.put("water", item.number("valueInML")).put("water_goal", item.number("goalInML"));
                yield values.has("water");
            }
            default -> {
                values.put("sleep_score", item.number("value"));
                yield values.has("sleep_score");
            }
        };
    }
}
