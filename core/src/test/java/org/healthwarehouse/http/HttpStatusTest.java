package org.healthwarehouse.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.healthwarehouse.connector.FetchException;
import org.healthwarehouse.connector.RawBody;
import org.healthwarehouse.connector.VendorResponse;
import org.healthwarehouse.model.Failure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpStatusTest {
    private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");
    private static final RawBody BODY = RawBody.of("resting-pulse-47".getBytes(StandardCharsets.UTF_8));

    private static Failure failureOf(int status, Map<String, List<String>> headers) {
        VendorResponse response = new VendorResponse(status, headers, BODY);
        return catchThrowableOfType(
                        FetchException.class,
                        () -> HttpStatus.requireSuccess(response, InstantSource.fixed(NOW), "the sleep feed"))
                .failure();
    }

    private static Failure failureOf(int status) {
        return failureOf(status, Map.of());
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 201, 204, 206, 299})
    void successIsNoFailure(int status) {
        assertThatNoException()
                .isThrownBy(() -> HttpStatus.requireSuccess(
                        new VendorResponse(status, Map.of(), BODY), InstantSource.fixed(NOW), "the sleep feed"));
    }

    @ParameterizedTest
    @CsvSource({
        "100, Unexpected",
        "199, Unexpected",
        "300, Unexpected",
        "302, Unexpected",
        "304, Unexpected",
        "307, Unexpected",
        "400, InvalidParameter",
        "401, AuthenticationFailed",
        "402, Unexpected",
        "403, NoPermission",
        "404, DataNotFound",
        "405, Unexpected",
        "408, TimedOut",
        "409, Unexpected",
        "410, DataNotFound",
        "418, Unexpected",
        "422, InvalidParameter",
        "429, RateLimited",
        "499, Unexpected",
        "500, Unreachable",
        "501, Unreachable",
        "502, Unreachable",
        "503, Unreachable",
        "504, TimedOut",
        "599, Unreachable"
    })
    void everyOtherStatusStandsForAFailure(int status, String type) {
        assertThat(failureOf(status).type()).isEqualTo(type);
    }

    @ParameterizedTest
    @ValueSource(ints = {302, 400, 401, 403, 404, 429, 500, 504})
    void theMessageNamesWhatWasAskedAndTheStatusButNotTheBody(int status) {
        assertThat(failureOf(status).message()).isEqualTo("the sleep feed was answered with status " + status);
    }

    @Test
    void aServerErrorKeepsItsStatus() {
        assertThat(failureOf(503))
                .isEqualTo(new Failure.Unreachable("the sleep feed was answered with status 503", Optional.of(503)));
    }

    @Test
    void aRateLimitKeepsItsWait() {
        assertThat(failureOf(429, Map.of("Retry-After", List.of("30"))))
                .isInstanceOfSatisfying(
                        Failure.RateLimited.class,
                        limited -> assertThat(limited.retryAfter()).contains(Duration.ofSeconds(30)));
    }

    @Test
    void aRateLimitUntilADateIsAWaitFromNow() {
        assertThat(failureOf(429, Map.of("Retry-After", List.of("Mon, 01 Jun 2026 12:01:00 GMT"))))
                .isInstanceOfSatisfying(
                        Failure.RateLimited.class,
                        limited -> assertThat(limited.retryAfter()).contains(Duration.ofSeconds(60)));
    }

    @Test
    void aDateIsComparedToTheServersOwnClock() {
        assertThat(failureOf(
                        429,
                        Map.of(
                                "Date", List.of("Sat, 30 May 2026 12:00:00 GMT"),
                                "Retry-After", List.of("Sat, 30 May 2026 12:01:00 GMT"))))
                .isInstanceOfSatisfying(
                        Failure.RateLimited.class,
                        limited -> assertThat(limited.retryAfter()).contains(Duration.ofSeconds(60)));
    }

    @Test
    void withoutRetryAfterTheResetOfTheWindowCounts() {
        assertThat(failureOf(429, Map.of("X-RateLimit-Reset", List.of("3"))))
                .isInstanceOfSatisfying(
                        Failure.RateLimited.class,
                        limited -> assertThat(limited.retryAfter()).contains(Duration.ofSeconds(3)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "soon"})
    void aRateLimitWithAWaitThatMeansNothingHasNone(String header) {
        assertThat(failureOf(429, Map.of("Retry-After", List.of(header))))
                .isInstanceOfSatisfying(
                        Failure.RateLimited.class,
                        limited -> assertThat(limited.retryAfter()).isEmpty());
    }
}
