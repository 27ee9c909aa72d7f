package org.healthwarehouse.garmin;

import java.time.Instant;
import java.time.LocalDate;
import org.healthwarehouse.connector.MalformedResponseException;
import org.healthwarehouse.garmin.ExportItem.BadItemException;
import org.healthwarehouse.model.DataTypes;

/** Measures of the body. */
final class HealthApiBody {
    private static final double GRAM = 0.001;

    private HealthApiBody() {}

    static void composition(ExportItem item, Telling out) throws BadItemException, MalformedResponseException {
        Instant at = HealthApiTime.of(item).start();
        HealthApiDays.moment(DataTypes.BODY_MASS, at, item.number("weightInGrams"), GRAM, out);
        HealthApiDays.moment(DataTypes.BONE_MASS, at, item.number("boneMassInGrams"), GRAM, out);
        HealthApiDays.moment(DataTypes.MUSCLE_MASS, at, item.number("muscleMassInGrams"), GRAM, out);
        HealthApiDays.moment(DataTypes.BODY_FAT, at, item.number("bodyFatInPercent"), 1, out);
        HealthApiDays.moment(DataTypes.BODY_WATER, at, item.number("bodyWaterInPercent"), 1, out);
        HealthApiDays.moment(DataTypes.BODY_MASS_INDEX, at, item.number("bodyMassIndex"), 1, out);
    }

    /** What is reckoned of a date. */
    static void fitness(ExportItem item, Telling out) throws BadItemException, MalformedResponseException {
        LocalDate date = item.copy().requiredDate("calendarDate");
        Instant noon = Telling.noon(date);
        double uptake = item.number("vo2Max").orElse(0);
        double cycling = item.number("vo2MaxCycling").orElse(0);
        if (uptake > 0) {
            out.sample(DataTypes.VO2_MAX, HealthApiTime.DEVICE, "", noon, noon, uptake);
        }
        if (cycling > 0) {
            out.sample(DataTypes.VO2_MAX, HealthApiTime.DEVICE, "cycling", noon, noon, cycling);
        }
        ScoreRows.FITNESS_AGE.tell(item, out);
    }

    static void pressure(ExportItem item, Telling out) throws BadItemException, MalformedResponseException {
        Instant at = HealthApiTime.of(item).start();
        HealthApiDays.moment(DataTypes.BLOOD_PRESSURE_SYSTOLIC, at, item.number("systolic"), 1, out);
        HealthApiDays.moment(DataTypes.BLOOD_PRESSURE_DIASTOLIC, at, item.number("diastolic"), 1, out);
        HealthApiDays.moment(DataTypes.HEART_RATE, at, item.number("pulse"), 1, out);
    }
}
