package org.healthwarehouse.examples;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.healthwarehouse.ReadMode;
import org.healthwarehouse.RecordQuery;
import org.healthwarehouse.model.HealthRecord;

/** What the store holds of local dates. */
final class LocalDates {
    private LocalDates() {}

    /** The local date of a record; that of the moment in UTC if it names none, as files of watches often do not. */
    static LocalDate of(HealthRecord record, Instant moment) {
        return record.attributes()
                .text("local_date")
                .map(LocalDate::parse)
                .orElseGet(() -> LocalDate.ofInstant(moment, ZoneOffset.UTC));
    }

    /** What there is of these local dates, and a little around them: they need not be those of UTC. */
    static <T> List<T> read(RecordQuery<T> query, LocalDate first, LocalDate last) {
        Instant from = first.minusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC);
        Instant to = last.plusDays(2).atStartOfDay().toInstant(ZoneOffset.UTC);
        return query.between(from, to).mode(ReadMode.LOCAL_ONLY).read().data();
    }
}
