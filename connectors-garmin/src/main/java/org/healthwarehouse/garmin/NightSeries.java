package org.healthwarehouse.garmin;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.healthwarehouse.connector.MalformedResponseException;
import org.healthwarehouse.garmin.ExportItem.BadItemException;
import org.healthwarehouse.model.DataTypes;
import org.healthwarehouse.model.SampleType;

/**
 * What a night's body has of what was measured all day, too: objects with a time and a value.
 *
 * @param array name of the field that has the objects
 * @param time name of the time in each
 * @param value name of the value in each
 * @param type what it is
 * @param least from which on it is a value
 */
record NightSeries(String array, String time, String value, SampleType type, double least) {
    private static final List<NightSeries> ALL = List.of(
            new NightSeries("sleepHeartRate", "startGMT", "value", DataTypes.HEART_RATE, 1),
            new NightSeries("sleepStress", "startGMT", "value", GarminTypes.STRESS, 0),
            new NightSeries("sleepBodyBattery", "startGMT", "value", GarminTypes.BODY_BATTERY, 0),
            new NightSeries("hrvData", "startGMT", "value", GarminTypes.HRV, 1),
            new NightSeries("wellnessEpochSPO2DataDTOList", "epochTimestamp", "spo2Reading", DataTypes.SPO2, 1),
            new NightSeries(
                    "wellnessEpochRespirationDataDTOList",
                    "startTimeGMT",
                    "respirationValue",
                    DataTypes.RESPIRATORY_RATE,
                    1));

    private static final Map<String, NightSeries> BY_PATH =
            ALL.stream().collect(Collectors.toUnmodifiableMap(NightSeries::path, Function.identity()));

    /** Where all of them are. */
    static List<String> paths() {
        return ALL.stream().map(NightSeries::path).toList();
    }

    /** Tells an object of the one that is on that path; there must be one. */
    static void tell(String path, ExportItem item, Telling out) throws BadItemException, MalformedResponseException {
        NightSeries series = Objects.requireNonNull(BY_PATH.get(path));
        Instant at = item.requiredInstant(series.time);
        OptionalDouble measured = item.number(series.value);
        if (measured.isPresent() && measured.getAsDouble() >= series.least) {
            out.sample(series.type, Telling.DAY, "", at, at, measured.getAsDouble());
        }
    }

    private String path() {
        return array + "[]";
    }
}
