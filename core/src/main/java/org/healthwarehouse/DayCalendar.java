package org.healthwarehouse;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.healthwarehouse.model.HealthRecord;
import org.healthwarehouse.model.TimeRange;

/**
 * When a local date was, as far as the records near it tell: each says how far the clocks of its place differed from
 * UTC. For a traveller a date lasts from where it began first to where it ended last.
 */
final class DayCalendar {
    private static final Duration NEAR = Duration.ofDays(2);
    private static final Duration FAR = Duration.ofDays(7);
    /** Clocks may have been set meanwhile. */
    private static final Duration HOUR = Duration.ofHours(1);

    private final List<Known> known;

    private record Known(Instant at, ZoneOffset offset) {}

    /** By these records. */
    DayCalendar(Stream<HealthRecord> records) {
        known = records.flatMap(record ->
                        LocalWhen.offset(record, record.end()).map(offset -> new Known(record.end(), offset)).stream())
                .toList();
    }

    /** The time that may belong to the date, and never less. */
    TimeRange of(LocalDate date) {
        List<ZoneOffset> near = offsets(date, NEAR);
        if (!near.isEmpty()) {
            return span(date, near);
        }
        List<ZoneOffset> far = offsets(date, FAR);
        return far.isEmpty()
                ? span(date, List.of(ZoneOffset.ofHours(-12), ZoneOffset.ofHours(14)))
                : span(date, far).padded(HOUR);
    }

    private List<ZoneOffset> offsets(LocalDate date, Duration reach) {
        Instant noon = date.atTime(12, 0).toInstant(ZoneOffset.UTC);
        return known.stream()
                .filter(each -> Duration.between(each.at, noon).abs().compareTo(reach) <= 0)
                .map(Known::offset)
                .distinct()
                .toList();
    }

    private static TimeRange span(LocalDate date, List<ZoneOffset> offsets) {
        return offsets.stream()
                .map(offset -> new TimeRange(
                        date.atStartOfDay().toInstant(offset),
                        date.plusDays(1).atStartOfDay().toInstant(offset)))
                .reduce(TimeRange::hull)
                .orElseThrow();
    }
}
