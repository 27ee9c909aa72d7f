package org.healthwarehouse.http;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.healthwarehouse.connector.FetchException;
import org.healthwarehouse.connector.ServerDate;
import org.healthwarehouse.connector.VendorResponse;
import org.healthwarehouse.model.Failure;

/** What the status of an answer means to the engine. */
public final class HttpStatus {
    private HttpStatus() {}

    /**
     * Does nothing for a 2xx answer.
     *
     * @param clock to which a {@code Retry-After} in the form of a date is compared if the server does not name its own
     *     time
     * @param what what was asked, for the message; without secrets
     * @throws FetchException for every other status, with the failure that it stands for
     */
    public static void requireSuccess(VendorResponse response, InstantSource clock, String what) throws FetchException {
        if (response.status() < 200 || response.status() > 299) {
            throw new FetchException(failure(response, clock, what));
        }
    }

    private static Failure failure(VendorResponse response, InstantSource clock, String what) {
        int status = response.status();
        String message = what + " was answered with status " + status;
        return switch (status) {
            case 400, 422 -> new Failure.InvalidParameter(message);
            case 401 -> new Failure.AuthenticationFailed(message);
            case 403 -> new Failure.NoPermission(message);
            case 404, 410 -> new Failure.DataNotFound(message);
            case 408, 504 -> new Failure.TimedOut(message);
            case 429 -> new Failure.RateLimited(message, retryAfter(response, clock));
            case 503 ->
                retryAfter(response, clock)
                        .<Failure>map(wait -> new Failure.RateLimited(message, Optional.of(wait)))
                        .orElseGet(() -> new Failure.Unreachable(message, Optional.of(status)));
            default ->
                status >= 500 ? new Failure.Unreachable(message, Optional.of(status)) : new Failure.Unexpected(message);
        };
    }

    /** A date is compared to the server's own clock: with that one it was made. */
    private static Optional<Duration> retryAfter(VendorResponse response, InstantSource clock) {
        Instant now = ServerDate.of(response).orElseGet(clock::instant);
        return response.header("retry-after")
                .flatMap(text -> RetryAfter.parse(text, now))
                .or(() -> response.header("x-ratelimit-reset").flatMap(RetryAfter::untilReset));
    }
}
