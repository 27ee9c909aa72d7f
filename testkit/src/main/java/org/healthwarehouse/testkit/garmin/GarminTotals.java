package org.healthwarehouse.testkit.garmin;

import java.time.LocalDate;
import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.healthwarehouse.testkit.garmin.GarminReading.Kind;

/**
 * A date in figures, of what has come of it. What no reading told is -1.
 *
 * @param steps of all watches
 */
record GarminTotals(
        LocalDate date,
        int steps,
        double metres,
        int kilocalories,
        int heartRateMin,
        int heartRateMax,
        int restingHeartRate,
        int stressMean,
        int stressMax) {
    /** Empty if nothing has come. */
    static Optional<GarminTotals> of(GarminDiary diary, LocalDate date, long now) {
        List<GarminHour> hours = diary.segments(date).stream()
                .flatMap(segment -> diary.hours(segment).stream())
                .filter(hour -> hour.watch().hasUploaded(hour.to(), now))
                .toList();
        List<GarminReading> readings = diary.readings(date).stream()
                .filter(reading -> reading.watch().hasUploaded(reading.time(), now))
                .toList();
        if (hours.isEmpty() && readings.isEmpty()) {
            return Optional.empty();
        }
        IntSummaryStatistics heart = statistics(readings, reading -> reading.kind() == Kind.HEART_RATE);
        IntSummaryStatistics resting = statistics(readings, reading -> reading.kind() == Kind.RESTING_HEART_RATE);
        IntSummaryStatistics stress =
                statistics(readings, reading -> reading.kind() == Kind.STRESS && reading.isValue());
        return Optional.of(new GarminTotals(
                date,
                hours.stream().mapToInt(GarminHour::steps).sum(),
                hours.stream().mapToDouble(GarminHour::metres).sum(),
                hours.stream().mapToInt(GarminHour::kilocalories).sum(),
                heart.getCount() == 0 ? -1 : heart.getMin(),
                heart.getCount() == 0 ? -1 : heart.getMax(),
                resting.getCount() == 0 ? -1 : resting.getMax(),
                stress.getCount() == 0 ? -1 : (int) Math.round(stress.getAverage()),
                stress.getCount() == 0 ? -1 : stress.getMax()));
    }

    private static IntSummaryStatistics statistics(List<GarminReading> readings, Predicate<GarminReading> which) {
        return readings.stream().filter(which).mapToInt(GarminReading::value).summaryStatistics();
    }
}
