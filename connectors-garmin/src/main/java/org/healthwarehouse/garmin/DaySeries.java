package org.healthwarehouse.garmin;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.healthwarehouse.connector.MalformedResponseException;
import org.healthwarehouse.model.Attributes;
import org.healthwarehouse.model.DataTypes;
import org.healthwarehouse.model.SampleType;

/** A table of a day: when, and what was measured then. */
enum DaySeries {
    HEART_RATE("heartRateValues", "heartRateValueDescriptors", "timestamp heartrate"),
    STRESS("stressValuesArray", "stressValueDescriptorsDTOList", "timestamp stressLevel"),
    BODY_BATTERY(
            "bodyBatteryValuesArray",
            "bodyBatteryValueDescriptorsDTOList",
            "timestamp bodyBatteryStatus bodyBatteryLevel bodyBatteryVersion"),
    /** The report of several days has another table under the same name. */
    BODY_BATTERY_CHANGES("bodyBatteryValuesArray", "bodyBatteryValueDescriptorDTOList", "timestamp bodyBatteryLevel"),
    RESPIRATION("respirationValuesArray", "respirationValueDescriptorsDTOList", "timestamp respiration"),
    SPO2_SINGLE("spO2SingleValues", "spO2ValueDescriptorsDTOList", "timestamp spo2Reading"),
    SPO2_HOURLY("spO2HourlyAverages", "spO2HourlyDescriptorsDTOList", "timestamp spo2Reading"),
    FLOORS(
            "floorValuesArray",
            "floorsValueDescriptorDTOList",
            "startTimeGMT endTimeGMT floorsAscended floorsDescended");

    private static final Duration HOUR = Duration.ofHours(1);

    private final String array;
    private final String descriptors;
    private final String usual;

    /** @param usual the columns, the time before all others, in the order that they were always seen in */
    DaySeries(String array, String descriptors, String usual) {
        this.array = array;
        this.descriptors = descriptors;
        this.usual = usual;
    }

    private List<String> usual() {
        return List.of(usual.split(" ", -1));
    }

    /** Where the rows are. */
    String path() {
        return array + "[]";
    }

    /** The name of the field that has the rows. */
    String array() {
        return array;
    }

    Columns columns(ExportItem outline) {
        return new Columns(outline.list(descriptors), usual());
    }

    /** Tells one row. */
    void tell(Row row, Telling out) throws MalformedResponseException {
        Optional<Instant> time = row.time(usual().get(0));
        if (time.isEmpty()) {
            out.problem("a row of " + array + " has no time", array);
            return;
        }
        switch (this) {
            case HEART_RATE -> above(DataTypes.HEART_RATE, row.number("heartrate"), 0, time.get(), out);
            case STRESS -> {
                // That there is no value for stress was measured, too.
                row.number("stressLevel").ifPresent(unused -> out.reaches(time.get()));
                above(GarminTypes.STRESS, row.number("stressLevel"), -1, time.get(), out);
            }
            case BODY_BATTERY, BODY_BATTERY_CHANGES -> battery(row, time.get(), out);
            case RESPIRATION -> {
                row.number("respiration").ifPresent(unused -> out.reaches(time.get()));
                above(DataTypes.RESPIRATORY_RATE, row.number("respiration"), 0, time.get(), out);
            }
            case SPO2_SINGLE -> above(DataTypes.SPO2, row.number("spo2Reading"), 0, time.get(), out);
            case SPO2_HOURLY -> hour(row, time.get(), out);
            case FLOORS -> floors(row, time.get(), out);
        }
    }

    private static void above(SampleType type, OptionalDouble value, double least, Instant time, Telling out)
            throws MalformedResponseException {
        if (value.isPresent() && value.getAsDouble() > least) {
            out.sample(type, Telling.DAY, "", time, time, value.getAsDouble());
            out.reaches(time);
        }
    }

    private static void battery(Row row, Instant time, Telling out) throws MalformedResponseException {
        OptionalDouble level = row.number("bodyBatteryLevel");
        if (level.isEmpty() || level.getAsDouble() < 0) {
            return;
        }
        Attributes note = row.text("bodyBatteryStatus")
                .filter(status -> !status.equals("MEASURED"))
                .map(status -> Attributes.of(Map.of("status", status.toLowerCase(Locale.ROOT))))
                .orElse(Attributes.EMPTY);
        out.sample(GarminTypes.BODY_BATTERY, Telling.DAY, "", time, time, level.getAsDouble(), note);
        out.reaches(time);
    }

    private static void hour(Row row, Instant time, Telling out) throws MalformedResponseException {
        OptionalDouble mean = row.number("spo2Reading");
        if (mean.isPresent() && mean.getAsDouble() > 0) {
            out.sample(DataTypes.SPO2, Telling.DAY, "hourly", time, time.plus(HOUR), mean.getAsDouble());
            out.reaches(time.plus(HOUR));
        }
    }

    private static void floors(Row row, Instant time, Telling out) throws MalformedResponseException {
        Instant end = row.time("endTimeGMT").filter(time::isBefore).orElse(time);
        OptionalDouble up = row.number("floorsAscended");
        OptionalDouble down = row.number("floorsDescended");
        if (up.isPresent() && up.getAsDouble() >= 0) {
            out.sample(DataTypes.FLIGHTS_CLIMBED, Telling.DAY, "", time, end, up.getAsDouble());
        }
        if (down.isPresent() && down.getAsDouble() >= 0) {
            out.sample(GarminTypes.FLOORS_DESCENDED, Telling.DAY, "", time, end, down.getAsDouble());
        }
        if (up.isPresent() || down.isPresent()) {
            out.reaches(end);
        }
    }
}
