package org.healthwarehouse.garmin;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.healthwarehouse.garmin.ExportItem.BadItemException;
import org.healthwarehouse.model.RecordKey;

/** The weather at the next station when an activity began. Temperatures come in degrees of Fahrenheit. */
final class WeatherRows implements ListRows.Reader {
    private static final double FREEZING = 32;
    private static final double DEGREE = 1.8;

    @Override
    public void read(ExportItem item, Telling out) throws BadItemException {
        RecordKey key = item.identity("activityId")
                .map(GarminKeys::id)
                .orElseThrow(() -> new BadItemException("a required field is missing or unreadable: activityId"));
        Optional<Instant> at = item.instant("issueDate");
        if (at.isEmpty()) {
            return;
        }
        ExportValues values = new ExportValues()
                .put("temperature", celsius(item.signed("temp")))
                .put("temperature_felt", celsius(item.signed("apparentTemp")))
                .put("dew_point", celsius(item.signed("dewPoint")))
                .put("humidity", item.number("relativeHumidity"))
                .put("wind_direction", item.number("windDirection"))
                .put("weather", item.taken("weatherTypeDTO").text("desc"));
        item.left().remove("weatherPk");
        out.record(
                ExportRows.record(GarminRecords.ACTIVITY_WEATHER, Set.of(key), at.get(), at.get(), values.with(item)));
    }

    private static OptionalDouble celsius(OptionalDouble fahrenheit) {
        return fahrenheit.isPresent()
                ? OptionalDouble.of((fahrenheit.getAsDouble() - FREEZING) / DEGREE)
                : OptionalDouble.empty();
    }
}
