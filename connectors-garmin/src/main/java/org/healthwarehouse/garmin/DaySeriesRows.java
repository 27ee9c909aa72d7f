package org.healthwarehouse.garmin;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.healthwarehouse.connector.MalformedResponseException;
import org.healthwarehouse.model.DataTypes;
import org.jspecify.annotations.Nullable;

/** A body with the series of a day, beside totals of them. */
final class DaySeriesRows implements ConnectRows {
    private final List<DaySeries> series;
    private final List<String> totals;
    private final Map<DaySeries, Columns> columns = new EnumMap<>(DaySeries.class);

    /** @param totals fields that were reckoned from the series: if they are there, it was too */
    DaySeriesRows(List<DaySeries> series, List<String> totals) {
        this.series = series;
        this.totals = totals;
    }

    @Override
    public List<String> paths() {
        return series.stream().map(DaySeries::path).toList();
    }

    @Override
    public void outline(ExportItem outline, Telling out) throws MalformedResponseException {
        Optional<LocalDate> date = day(outline, out);
        series.forEach(each -> columns.put(each, each.columns(outline)));
        OptionalDouble resting =
                series.contains(DaySeries.HEART_RATE) ? outline.number("restingHeartRate") : OptionalDouble.empty();
        if (resting.orElse(0) > 0 && date.isPresent()) {
            Instant noon = Telling.noon(date.get());
            out.sample(DataTypes.RESTING_HEART_RATE, Telling.DAY, "", noon, noon, resting.orElse(0));
            out.totals(true);
        }
        for (String total : totals) {
            out.totals(outline.number(total).orElse(0) > 0);
        }
    }

    /** Tells the date that an object is about, and when that was, in so far as it says so. */
    static Optional<LocalDate> day(ExportItem object, Telling out) {
        Optional<LocalDateTime> wall = object.clock("startTimestampLocal");
        Optional<LocalDate> date = object.date("calendarDate")
                .or(() -> object.date("date"))
                .or(() -> wall.map(LocalDateTime::toLocalDate));
        Optional<Instant> start = object.instant("startTimestampGMT");
        Optional<Instant> end = object.instant("endTimestampGMT");
        if (date.isPresent() && start.isPresent() && end.isPresent()) {
            out.day(date.get(), start.get(), end.get());
        } else {
            date.ifPresent(out::date);
        }
        return date;
    }

    @Override
    public void take(String path, @Nullable Object value, Telling out) throws MalformedResponseException {
        for (DaySeries each : series) {
            Columns known = columns.get(each);
            if (each.path().equals(path) && known != null) {
                if (value instanceof List<?> row) {
                    each.tell(known.row(row), out);
                } else {
                    out.problem("a row of " + each.array() + " is no list", each.array());
                }
            }
        }
    }
}
