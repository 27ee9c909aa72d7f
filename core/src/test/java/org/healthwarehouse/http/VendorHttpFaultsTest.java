package org.healthwarehouse.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.healthwarehouse.connector.FetchException;
import org.healthwarehouse.connector.VendorRequest;
import org.healthwarehouse.model.Failure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What no HTTP server would do: broken answers, silence, and a wire that nobody listens on. */
class VendorHttpFaultsTest {
    private static final String SECRET = "resting-pulse-47";
    private static final String HEAD = "HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n";

    private final VendorHttp http = VendorHttp.builder().build();

    private static FetchException failureOf(VendorHttp http, URI address) {
        return catchThrowableOfType(FetchException.class, () -> http.send(VendorRequest.get(address)));
    }

    private static String everyWordOf(Throwable thrown) {
        StringWriter text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\r\n",
                SECRET,
                SECRET + "\r\n\r\n",
                "HTTP/1.1 abc " + SECRET + "\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: " + SECRET + "\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n" + SECRET,
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + SECRET + "\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n10\r\n" + SECRET,
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n10\r\n" + SECRET + "\r\n"
            })
    void aBrokenAnswerIsUnreachableAndNoneOfItIsRepeated(String answer) throws IOException {
        try (RawServer server = RawServer.sayingAndHangingUp(answer)) {
            FetchException failed = failureOf(http, server.address());

            assertThat(failed.failure())
                    .isInstanceOfSatisfying(
                            Failure.Unreachable.class,
                            unreachable -> assertThat(unreachable.status()).isEmpty());
            assertThat(everyWordOf(failed)).contains("GET /v1/sleep").doesNotContain(SECRET, "hidden");
        }
    }

    @Test
    void anAnswerThatStopsIsGivenUpAtTheIdleDeadline() throws Exception {
        VendorHttp impatient = VendorHttp.builder()
                .timeout(Duration.ofMinutes(5))
                .idleTimeout(Duration.ofMillis(300))
                .build();
        try (RawServer server = RawServer.sayingAndWaiting(HEAD + SECRET)) {
            FetchException failed = failureOf(impatient, server.address());

            assertThat(failed.failure())
                    .isEqualTo(new Failure.TimedOut("GET /v1/sleep was not answered in full within PT0.3S"));
            assertThat(everyWordOf(failed)).doesNotContain(SECRET, "hidden");
        }
    }

    @Test
    void aServerThatNeverAnswersIsGivenUpAtTheTotalDeadline() throws Exception {
        VendorHttp impatient =
                VendorHttp.builder().timeout(Duration.ofMillis(300)).build();
        try (RawServer server = RawServer.sayingAndWaiting("")) {
            assertThat(failureOf(impatient, server.address()).failure()).isInstanceOf(Failure.TimedOut.class);
        }
    }

    @Test
    void whenItGivesUpItHangsUp() throws Exception {
        VendorHttp impatient =
                VendorHttp.builder().timeout(Duration.ofMillis(300)).build();
        try (RawServer server = RawServer.sayingAndWaiting(HEAD + SECRET)) {
            assertThat(failureOf(impatient, server.address()).failure()).isInstanceOf(Failure.TimedOut.class);

            assertThat(server.wasLeft()).isTrue();
        }
    }

    @Test
    void anAnswerOverTheLimitIsCutOffAtOnce() throws Exception {
        VendorHttp small = VendorHttp.builder().maxResponseBytes(10).build();
        try (RawServer server = RawServer.sayingAndWaiting(HEAD + SECRET)) {
            FetchException failed = failureOf(small, server.address());

            assertThat(failed.failure())
                    .isEqualTo(new Failure.MalformedResponse(
                            "GET /v1/sleep was answered with a body longer than 10 bytes", "the size limit"));
            assertThat(everyWordOf(failed)).doesNotContain(SECRET, "hidden");
            assertThat(server.wasLeft()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", HEAD + SECRET})
    void anInterruptEndsTheCallAndHangsUp(String answer) throws Exception {
        try (RawServer server = RawServer.sayingAndWaiting(answer)) {
            CompletableFuture<Throwable> outcome = new CompletableFuture<>();
            Thread caller = new Thread(() -> {
                try {
                    http.send(VendorRequest.get(server.address()));
                    outcome.completeExceptionally(new AssertionError("an answer from a silent server"));
                } catch (FetchException | InterruptedException e) {
                    outcome.complete(e);
                }
            });
            caller.start();
            assertThat(server.wasAsked()).isTrue();

            caller.interrupt();

            assertThat(outcome.get(30, TimeUnit.SECONDS)).isInstanceOf(InterruptedException.class);
            assertThat(server.wasLeft()).isTrue();
        }
    }

    @Test
    void aRefusedConnectionIsUnreachable() throws IOException {
        int nobody;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nobody = socket.getLocalPort();
        }

        assertThat(failureOf(http, URI.create("http://127.0.0.1:" + nobody + "/v1"))
                        .failure())
                .isInstanceOf(Failure.Unreachable.class);
    }

    @Test
    void aHostThatDoesNotExistIsUnreachable() {
        assertThat(failureOf(http, URI.create("http://nobody.invalid/v1")).failure())
                .isInstanceOf(Failure.Unreachable.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ftp://127.0.0.1/v1", "/v1", "http:///v1", "mailto:anna"})
    void whatIsNoWebAddressIsRefused(String address) {
        assertThat(failureOf(http, URI.create(address)).failure()).isInstanceOf(Failure.InvalidParameter.class);
    }
}
