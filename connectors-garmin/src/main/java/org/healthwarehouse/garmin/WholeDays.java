package org.healthwarehouse.garmin;

import java.time.Duration;
import java.time.Instant;
import org.healthwarehouse.connector.ForwardingPageSink;
import org.healthwarehouse.connector.LocalDay;
import org.healthwarehouse.connector.PageSink;
import org.healthwarehouse.model.TimeRange;

/**
 * Of a date that is not over the service says that it ends now. Taken for its end, the rest of the day would be of no
 * date at all; so a date that may not have been over when it was asked for is reckoned to last a whole day.
 */
final class WholeDays extends ForwardingPageSink {
    private static final Duration DAY = Duration.ofDays(1);

    private final Instant askedAt;

    WholeDays(PageSink sink, Instant askedAt) {
        super(sink);
        this.askedAt = askedAt;
    }

    @Override
    public void localDay(LocalDay day) {
        Instant whole = day.interval().start().plus(DAY);
        boolean mayGoOn = day.interval().end().isBefore(whole) && askedAt.isBefore(whole);
        sink.localDay(
                mayGoOn
                        ? LocalDay.reckoned(
                                day.date(), new TimeRange(day.interval().start(), whole))
                        : day);
    }
}
