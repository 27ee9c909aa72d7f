package org.healthwarehouse.garmin;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.Set;
import org.healthwarehouse.coverage.LedgerAxis;
import org.healthwarehouse.garmin.ExportItem.BadItemException;
import org.healthwarehouse.model.DataTypes;
import org.healthwarehouse.model.RecordKey;

/** What the service knows of the person's body now. What else is in the settings is better not kept unasked. */
final class PersonRows {
    private static final double GRAM = 0.001;
    private static final double CENTIMETRE = 0.01;
    private static final int ZONES = 5;
    private static final Instant NOW = LedgerAxis.CURRENT.start();

    private PersonRows() {}

    /** The settings of the account. */
    static void settings(ExportItem item, Telling out) throws BadItemException {
        ExportItem user = item.inside("userData");
        ExportValues values = new ExportValues()
                .put("height", user.number("height"), CENTIMETRE)
                .put("mass", user.number("weight"), GRAM);
        ExportValues more = new ExportValues()
                .put("vo2MaxRunning", user.number("vo2MaxRunning"))
                .put("vo2MaxCycling", user.number("vo2MaxCycling"))
                .put("lactateThresholdHeartRate", user.number("lactateThresholdHeartRate"))
                .put("lactateThresholdSpeed", user.number("lactateThresholdSpeed"));
        if (!more.isEmpty()) {
            values.json("vendor", more.alone().asMap());
        }
        if (!values.isEmpty()) {
            out.record(ExportRows.record(
                    DataTypes.BODY_MEASUREMENT, Set.of(new RecordKey("current", "body")), NOW, NOW, values.alone()));
        }
    }

    /** The zones of the heart rate, of each sport that has some of its own. */
    static void zones(ExportItem item, Telling out) throws BadItemException {
        List<Object> floors = new ArrayList<>();
        for (int zone = 1; zone <= ZONES; zone++) {
            OptionalDouble floor = item.number("zone" + zone + "Floor");
            if (floor.isEmpty()) {
                return;
            }
            floors.add(JsonReader.number(floor.getAsDouble()));
        }
        String sport = item.text("sport").orElse("default").toLowerCase(Locale.ROOT);
        ExportValues values = new ExportValues()
                .json("sport", sport)
                .json("zone_floors", floors)
                .word("method", item.text("trainingMethod"))
                .put("heart_rate_max", item.number("maxHeartRateUsed"))
                .put("resting_heart_rate", item.number("restingHeartRateUsed"))
                .put("lactate_threshold_heart_rate", item.number("lactateThresholdHeartRateUsed"));
        out.record(ExportRows.record(
                GarminRecords.HEART_RATE_ZONES, Set.of(new RecordKey("current", sport)), NOW, NOW, values.with(item)));
    }
}
