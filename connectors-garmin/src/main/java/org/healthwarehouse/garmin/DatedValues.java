package org.healthwarehouse.garmin;

import java.time.Instant;
import java.time.LocalDate;
import java.util.OptionalDouble;
import org.healthwarehouse.connector.MalformedResponseException;
import org.healthwarehouse.garmin.ExportItem.BadItemException;
import org.healthwarehouse.model.DataTypes;
import org.healthwarehouse.model.Device;

/** Values of a date and not of a moment. They are told as of noon of UTC. */
final class DatedValues {
    private static final Device VO2_MAX = ExportRows.device("vo2max");

    private DatedValues() {}

    /** The heart rate at rest ({@code userstats}). */
    static void restingHeartRate(ExportItem item, Telling out) throws BadItemException, MalformedResponseException {
        LocalDate date = item.requiredDate("calendarDate");
        OptionalDouble rate = item.number("value");
        out.date(date);
        if (rate.orElse(0) > 0) {
            Instant noon = Telling.noon(date);
            out.sample(DataTypes.RESTING_HEART_RATE, Telling.DAY, "", noon, noon, rate.orElse(0));
        }
    }

    /** The greatest oxygen uptake ({@code maxmet}), of cycling apart from all else. */
    static void vo2Max(ExportItem item, Telling out) throws BadItemException, MalformedResponseException {
        vo2Max(item.taken("generic"), "", out);
        vo2Max(item.taken("cycling"), "cycling", out);
    }

    private static void vo2Max(ExportItem item, String sport, Telling out)
            throws BadItemException, MalformedResponseException {
        if (item.left().isEmpty()) {
            return;
        }
        LocalDate date = item.requiredDate("calendarDate");
        OptionalDouble precise = item.number("vo2MaxPreciseValue");
        OptionalDouble rounded = item.number("vo2MaxValue");
        double value = precise.orElse(rounded.orElse(0));
        out.date(date);
        if (value > 0) {
            out.sample(DataTypes.VO2_MAX, VO2_MAX, sport, Telling.noon(date), Telling.noon(date), value);
        }
    }
}
