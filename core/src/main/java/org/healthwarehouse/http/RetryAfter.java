package org.healthwarehouse.http;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.healthwarehouse.connector.ServerDate;

/** The {@code Retry-After} header: seconds or an HTTP date (RFC 9110, 10.2.3). */
final class RetryAfter {
    /** Nobody means to wait longer; a larger figure is a fault of the server. */
    private static final Duration LONGEST = Duration.ofDays(1);

    private RetryAfter() {}

    /**
     * How long to wait; empty if the text is neither form. Never negative, never more than a day.
     *
     * @param now to which a date is compared: the server's clock, if it told
     */
    static Optional<Duration> parse(String text, Instant now) {
        String trimmed = text.strip();
        return trimmed.matches("\\d+") ? seconds(trimmed) : date(trimmed, now);
    }

    /** {@code X-RateLimit-Reset} in seconds; others write the time itself there, which is far more than a day. */
    static Optional<Duration> untilReset(String text) {
        String trimmed = text.strip();
        return trimmed.matches("\\d{1,5}")
                ? Optional.of(Duration.ofSeconds(Long.parseLong(trimmed))).filter(wait -> wait.compareTo(LONGEST) <= 0)
                : Optional.empty();
    }

    private static Optional<Duration> seconds(String digits) {
        Duration wait = digits.length() > 9 ? LONGEST : Duration.ofSeconds(Long.parseLong(digits));
        return Optional.of(within(wait));
    }

    private static Optional<Duration> date(String text, Instant now) {
        return ServerDate.parse(text).map(at -> within(Duration.between(now, at)));
    }

    private static Duration within(Duration wait) {
        if (wait.isNegative()) {
            return Duration.ZERO;
        }
        return wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
    }
}
