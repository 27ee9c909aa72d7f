package org.healthwarehouse;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import org.healthwarehouse.model.HealthRecord;
import org.healthwarehouse.model.Sleep;

/** When something was by the clock on the wall of the place where the person was. */
final class LocalWhen {
    private LocalWhen() {}

    /** How far the clocks of the place differed from UTC; empty if the record does not say where it was. */
    static Optional<ZoneOffset> offset(HealthRecord record, Instant at) {
        return record.attributes().text("time_zone").flatMap(zone -> {
            try {
                return Optional.of(ZoneId.of(zone).getRules().getOffset(at));
            } catch (DateTimeException e) {
                return Optional.empty();
            }
        });
    }

    /** The date of an instant at the place of a record; by UTC if the record does not say where it was. */
    static LocalDate date(HealthRecord record, Instant at) {
        return LocalDate.ofInstant(at, offset(record, at).orElse(ZoneOffset.UTC));
    }

    /** The date on which a sleep ended. */
    static LocalDate date(Sleep sleep) {
        return sleep.localDate().orElseGet(() -> date(sleep.record(), sleep.end()));
    }

    /** Whether a source has finished with a record. */
    static boolean isFinished(HealthRecord record) {
        boolean pending = record.attributes()
                .text("score_state")
                .filter(state -> state.regionMatches(true, 0, "pending", 0, "pending".length()))
                .isPresent();
        return !pending && !record.open();
    }
}
