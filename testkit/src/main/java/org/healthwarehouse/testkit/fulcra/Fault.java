package org.healthwarehouse.testkit.fulcra;

import java.time.Duration;
import java.util.Optional;

/** What can go wrong with one call. */
public sealed interface Fault {
    /** Status 429, with or without a {@code Retry-After} in seconds. */
    record RateLimited(Optional<Duration> retryAfter) implements Fault {}

    /** Status 429 with a {@code Retry-After} in the form of a date. */
    record RateLimitedUntil(Duration pause) implements Fault {}

    /** Status 404. */
    record NotFound() implements Fault {}

    /** Status 200 with a web page where data were expected. */
    record WebPage() implements Fault {}

    /** The connection breaks in the middle of the answer. */
    record ConnectionReset() implements Fault {}

    /** The answer begins and then does not go on; in memory the call ends as timed out. */
    record SlowBody() implements Fault {}

    /** Status 200 with a body that breaks off in the middle. */
    record MalformedJson() implements Fault {}

    /** Status 503. */
    record ServerError() implements Fault {}

    /** The token that is in use expires: this call and all later ones with it are answered 401. */
    record TokenExpired() implements Fault {}
}
