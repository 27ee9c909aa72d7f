package org.healthwarehouse.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import org.healthwarehouse.connector.VendorRequest;
import org.healthwarehouse.model.Failure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HttpFailuresTest {
    private static final String SECRET = "resting-pulse-47";
    private static final VendorRequest REQUEST =
            VendorRequest.get(URI.create("https://api.example.org/v1/sleep?key=hidden"));

    static Stream<Throwable> causes() {
        return Stream.of(
                new HttpTimeoutException(SECRET),
                new HttpConnectTimeoutException(SECRET),
                new SSLHandshakeException(SECRET),
                new ConnectException(SECRET),
                new IOException(SECRET),
                new IllegalStateException(SECRET));
    }

    @ParameterizedTest
    @MethodSource("causes")
    void noneRepeatsTheTextOfItsCause(Throwable cause) {
        assertThat(HttpFailures.of(cause, REQUEST).message())
                .startsWith("GET /v1/sleep ")
                .doesNotContain(SECRET, "hidden");
    }

    @Test
    void aTimeoutOfTheClientIsATimeout() {
        assertThat(HttpFailures.of(new HttpTimeoutException(SECRET), REQUEST)).isInstanceOf(Failure.TimedOut.class);
    }

    @Test
    void noConnectionInTimeIsUnreachable() {
        assertThat(HttpFailures.of(new HttpConnectTimeoutException(SECRET), REQUEST))
                .isInstanceOfSatisfying(
                        Failure.Unreachable.class,
                        failure -> assertThat(failure.status()).isEmpty());
    }

    @Test
    void aTlsErrorIsFoundInsideOtherExceptions() {
        assertThat(HttpFailures.of(new IOException(new SSLHandshakeException(SECRET)), REQUEST))
                .isInstanceOf(Failure.Unexpected.class);
    }

    @Test
    void theSizeLimitIsFoundInsideOtherExceptions() {
        assertThat(HttpFailures.of(new IOException(new LimitedBody.TooLargeException(10)), REQUEST))
                .isEqualTo(new Failure.MalformedResponse(
                        "GET /v1/sleep was answered with a body longer than 10 bytes", "the size limit"));
    }

    @Test
    void anythingElseIsUnreachable() {
        assertThat(HttpFailures.of(null, REQUEST)).isInstanceOf(Failure.Unreachable.class);
        assertThat(HttpFailures.of(new IllegalStateException(SECRET), REQUEST)).isInstanceOf(Failure.Unreachable.class);
    }
}
