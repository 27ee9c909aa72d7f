package org.healthwarehouse.garmin;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import org.healthwarehouse.garmin.ExportItem.BadItemException;
import org.healthwarehouse.model.DataTypes;

/** The variability of a night beside what is usual ({@code hrvSummary}). It may be made up days after the night. */
final class HrvRows implements ListRows.Reader {
    private static final Duration NEAR = Duration.ofHours(24);

    @Override
    public void read(ExportItem item, Telling out) throws BadItemException {
        LocalDate date = item.requiredDate("calendarDate");
        Instant noon = Telling.noon(date);
        Optional<Instant> made = item.instant("createTimeStamp");
        Instant at = made.filter(time -> Duration.between(noon, time).abs().compareTo(NEAR) <= 0)
                .orElse(noon);
        ExportItem usual = item.taken("baseline");
        ExportValues values = new ExportValues()
                .json("local_date", date.toString())
                .json("context", "sleep")
                .put("night_mean", item.number("lastNightAvg"))
                .put("night_max", item.number("lastNight5MinHigh"))
                .put("week_mean", item.number("weeklyAvg"))
                .put("low_below", usual.number("lowUpper"))
                .put("balanced_from", usual.number("balancedLow"))
                .put("balanced_to", usual.number("balancedUpper"))
                .word("status", item.text("status"));
        usual.number("markerValue").ifPresent(value -> item.left().put("markerValue", value));
        out.date(date);
        if (values.has("night_mean") || values.has("week_mean")) {
            out.record(
                    ExportRows.record(DataTypes.HRV_SUMMARY, Set.of(GarminKeys.date(date)), at, at, values.with(item)));
        }
    }
}
