package org.healthwarehouse.connector;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** Times as HTTP writes them, above all the {@code Date} header: the server's clock as it answered. */
public final class ServerDate {
    private ServerDate() {}

    /** What the server's clock said; empty if it did not say, or nothing that is a time. */
    public static Optional<Instant> of(VendorResponse response) {
        return response.header("date").flatMap(ServerDate::parse);
    }

    /** An HTTP date. The day of the week is not looked at: one that does not fit takes nothing from the date. */
    public static Optional<Instant> parse(String text) {
        String date = text.strip();
        int comma = date.indexOf(',');
        try {
            return Optional.of(Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(
                    date.substring(comma + 1).strip())));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
