package org.healthwarehouse.export.parquet;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.OptionalInt;
import org.healthwarehouse.model.Attributes;

/**
 * The local time of a row, as far as its attributes tell: {@code time_zone} is a zone id or an offset,
 * {@code local_date} a date as ISO 8601. Nothing is taken from anywhere else.
 *
 * @param date the local date
 * @param offsetMinutes how far local time is ahead of UTC
 * @param zone the zone id
 */
record LocalTime(Optional<LocalDate> date, OptionalInt offsetMinutes, Optional<String> zone) {
    static LocalTime of(Attributes attributes, long epochMs) {
        Instant at = Instant.ofEpochMilli(epochMs);
        Optional<ZoneId> zone = attributes.text("time_zone").flatMap(LocalTime::zone);
        Optional<ZoneOffset> offset = zone.map(each -> each.getRules().getOffset(at));
        return new LocalTime(
                attributes
                        .text("local_date")
                        .flatMap(LocalTime::date)
                        .or(() -> offset.map(each -> at.atOffset(each).toLocalDate())),
                offset.map(each -> OptionalInt.of(each.getTotalSeconds() / 60)).orElse(OptionalInt.empty()),
                zone.filter(each -> !(each instanceof ZoneOffset)).map(ZoneId::getId));
    }

    private static Optional<ZoneId> zone(String text) {
        try {
            return Optional.of(ZoneId.of(text));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Optional<LocalDate> date(String text) {
        try {
            return Optional.of(LocalDate.parse(text));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
