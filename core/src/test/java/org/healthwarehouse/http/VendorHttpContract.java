package org.healthwarehouse.http;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.status;
import static com.github.tomakehurst.wiremock.client.WireMock.temporaryRedirect;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.healthwarehouse.connector.FetchException;
import org.healthwarehouse.connector.RawBody;
import org.healthwarehouse.connector.VendorRequest;
import org.healthwarehouse.connector.VendorResponse;
import org.healthwarehouse.model.Failure;
import org.healthwarehouse.model.InvalidParameterException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds whichever protocol a server speaks; inside, the JDK's client takes different ways for them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class VendorHttpContract {
    /** Far more than any answer takes; only a deadline that does not hold reaches it. */
    private static final Duration FAR_BELOW_THE_TRICKLE = Duration.ofSeconds(20);

    private final String protocol;
    private final WireMockServer vendor;
    private final VendorHttp http = VendorHttp.builder().build();

    VendorHttpContract(String protocol) {
        this.protocol = protocol;
        vendor = new WireMockServer(options()
                .bindAddress("127.0.0.1")
                .dynamicPort()
                .dynamicHttpsPort()
                .http2PlainDisabled(protocol.equals("HTTP/1.1"))
                .jettyStopTimeout(100L));
    }

    @BeforeAll
    void start() {
        vendor.start();
    }

    @AfterAll
    void stop() {
        vendor.stop();
    }

    @BeforeEach
    void reset() {
        vendor.resetAll();
    }

    private URI address(String path) {
        return URI.create("http://127.0.0.1:" + vendor.port() + path);
    }

    private static String text(RawBody body) throws IOException {
        try (InputStream in = body.open()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private Failure failureOf(VendorHttp client, URI address) {
        try {
            VendorResponse response = client.send(VendorRequest.get(address));
            throw new AssertionError("answered with " + response);
        } catch (FetchException e) {
            return e.failure();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void speaksTheProtocolThatIsTestedHere() throws Exception {
        vendor.stubFor(get(anyUrl()).willReturn(ok()));

        http.send(VendorRequest.get(address("/v1")));

        assertThat(vendor.findAll(getRequestedFor(anyUrl())))
                .extracting(LoggedRequest::getProtocol)
                .allMatch(protocol::equals)
                .hasSize(1);
    }

    @Test
    void anAnswerHasItsStatusHeadersAndBody() throws Exception {
        vendor.stubFor(get(urlEqualTo("/v1/sleep?start=1"))
                .willReturn(ok("{\"schlaf\":\"tief – ok\"}").withHeader("X-Request-Id", "a", "b")));

        VendorResponse response = http.send(VendorRequest.get(address("/v1/sleep?start=1")));

        assertThat(response.status()).isEqualTo(200);
        assertThat(text(response.body())).isEqualTo("{\"schlaf\":\"tief – ok\"}");
        assertThat(response.headers().get("x-request-id")).isEqualTo(List.of("a", "b"));
        assertThat(response.header("X-REQUEST-ID")).contains("a");
    }

    @Test
    void methodHeadersAndBodyReachTheVendor() throws Exception {
        vendor.stubFor(any(anyUrl()).willReturn(ok()));
        RawBody body = RawBody.of("{\"a\":1}".getBytes(StandardCharsets.UTF_8));

        http.send(new VendorRequest(
                "POST", address("/v1/query"), Map.of("Authorization", "Bearer t", "Content-Type", "text/plain"), body));

        vendor.verify(postRequestedFor(urlEqualTo("/v1/query"))
                .withHeader("Authorization", equalTo("Bearer t"))
                .withHeader("Content-Type", equalTo("text/plain"))
                .withRequestBody(equalTo("{\"a\":1}")));
    }

    @Test
    void aRequestBodyIsClosedOnceItWasRead() throws Exception {
        vendor.stubFor(any(anyUrl()).willReturn(ok()));
        AtomicBoolean closed = new AtomicBoolean();
        RawBody body = new RawBody() {
            @Override
            public InputStream open() {
                return new ByteArrayInputStream(new byte[3]) {
                    @Override
                    public void close() {
                        closed.set(true);
                    }
                };
            }

            @Override
            public long size() {
                return 3;
            }
        };

        http.send(new VendorRequest("POST", address("/v1"), Map.of(), body));

        assertThat(closed).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {204, 400, 401, 404, 429, 500, 503})
    void whateverTheStatusTheAnswerIsHandedOver(int status) throws Exception {
        vendor.stubFor(get(anyUrl()).willReturn(status(status).withHeader("Retry-After", "7")));

        VendorResponse response = http.send(VendorRequest.get(address("/v1")));

        assertThat(response.status()).isEqualTo(status);
        assertThat(response.header("retry-after")).contains("7");
        vendor.verify(1, getRequestedFor(anyUrl()));
    }

    @Test
    void aRedirectIsNotFollowed() throws Exception {
        vendor.stubFor(get(urlPathEqualTo("/v1"))
                .willReturn(temporaryRedirect(address("/elsewhere").toString())));
        vendor.stubFor(get(urlPathEqualTo("/elsewhere")).willReturn(ok()));

        VendorResponse response = http.send(VendorRequest.get(address("/v1")).header("Authorization", "Bearer t"));

        assertThat(response.status()).isEqualTo(302);
        vendor.verify(0, getRequestedFor(urlPathEqualTo("/elsewhere")));
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void aFaultOnTheWireIsUnreachable(Fault fault) {
        vendor.stubFor(get(anyUrl()).willReturn(aResponse().withFault(fault)));

        assertThat(failureOf(http, address("/v1/sleep"))).isInstanceOfSatisfying(Failure.Unreachable.class, failure -> {
            assertThat(failure.status()).isEmpty();
            assertThat(failure.message()).isEqualTo("GET /v1/sleep got no complete answer: the connection failed");
        });
    }

    @Test
    void theTotalDeadlineHoldsForABodyThatTrickles() {
        vendor.stubFor(get(anyUrl()).willReturn(ok("x".repeat(1_000)).withChunkedDribbleDelay(200, 40_000)));
        VendorHttp impatient =
                VendorHttp.builder().timeout(Duration.ofSeconds(1)).build();
        long started = System.nanoTime();

        Failure failure = failureOf(impatient, address("/v1"));

        assertThat(failure).isInstanceOf(Failure.TimedOut.class);
        assertThat(failure.message()).contains("PT1S");
        assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(FAR_BELOW_THE_TRICKLE);
    }

    @Test
    void theIdleDeadlineIsNotReachedWhileBytesCome() throws Exception {
        vendor.stubFor(get(anyUrl()).willReturn(ok("x".repeat(1_000)).withChunkedDribbleDelay(20, 2_500)));
        VendorHttp patient =
                VendorHttp.builder().idleTimeout(Duration.ofMillis(1_500)).build();

        assertThat(patient.send(VendorRequest.get(address("/v1"))).body().size())
                .isEqualTo(1_000);
    }

    @Test
    void aServerThatThinksTooLongIsGivenUp() {
        vendor.stubFor(get(anyUrl()).willReturn(ok().withFixedDelay(30_000)));
        VendorHttp impatient = VendorHttp.builder()
                .timeout(Duration.ofMinutes(5))
                .idleTimeout(Duration.ofMillis(300))
                .build();

        assertThat(failureOf(impatient, address("/v1"))).isInstanceOf(Failure.TimedOut.class);
    }

    @Test
    void anAnswerOfExactlyTheLimitIsAccepted() throws Exception {
        vendor.stubFor(get(anyUrl()).willReturn(ok("x".repeat(100_000))));
        VendorHttp limited = VendorHttp.builder().maxResponseBytes(100_000).build();

        assertThat(limited.send(VendorRequest.get(address("/v1"))).body().size())
                .isEqualTo(100_000);
    }

    @ParameterizedTest
    @ValueSource(ints = {100_001, 5_000_000})
    void aLongerAnswerIsMalformedAndTheLimitIsNamed(int size) {
        vendor.stubFor(get(anyUrl()).willReturn(ok("x".repeat(size))));
        VendorHttp limited = VendorHttp.builder().maxResponseBytes(100_000).build();

        assertThat(failureOf(limited, address("/v1")))
                .isEqualTo(new Failure.MalformedResponse(
                        "GET /v1 was answered with a body longer than 100000 bytes", "the size limit"));
    }

    @Test
    void aCertificateThatNobodyVouchesForIsNotWorthTryingAgain() {
        URI encrypted = URI.create("https://127.0.0.1:" + vendor.httpsPort() + "/v1");

        assertThat(failureOf(http, encrypted))
                .isInstanceOf(Failure.Unexpected.class)
                .satisfies(failure -> assertThat(failure.message()).contains("TLS"));
    }

    @Test
    void tlsToAServerThatSpeaksNoneIsNotWorthTryingAgain() {
        URI encrypted = URI.create("https://127.0.0.1:" + vendor.port() + "/v1");

        assertThat(failureOf(http, encrypted))
                .isInstanceOf(Failure.Unexpected.class)
                .satisfies(failure -> assertThat(failure.message()).contains("TLS"));
    }

    @Test
    void aHeaderThatCannotBeSentIsRefusedWithoutShowingIt() {
        VendorRequest request = VendorRequest.get(address("/v1")).header("Authorization", "Bearer to\nken");

        assertThatExceptionOfType(FetchException.class)
                .isThrownBy(() -> http.send(request))
                .withMessage("GET /v1 is not a request that can be sent")
                .withNoCause()
                .satisfies(refused -> assertThat(refused.failure()).isInstanceOf(Failure.InvalidParameter.class));
    }

    @Test
    void severalThreadsShareOneTransport() throws Exception {
        IntStream.range(0, 8)
                .forEach(i -> vendor.stubFor(get(urlEqualTo("/" + i)).willReturn(ok("body " + i))));
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Callable<String>> calls = IntStream.range(0, 40)
                    .mapToObj(i -> (Callable<String>) () -> text(
                            http.send(VendorRequest.get(address("/" + i % 8))).body()))
                    .toList();

            List<Future<String>> answers = threads.invokeAll(calls);

            for (int i = 0; i < answers.size(); i++) {
                assertThat(answers.get(i).get()).isEqualTo("body " + i % 8);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT-1S"})
    void deadlinesMustBePositive(Duration deadline) {
        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(() -> VendorHttp.builder().timeout(deadline))
                .withMessageContainingAll("timeout", deadline.toString(), "must be positive", "30 s");
        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(() -> VendorHttp.builder().idleTimeout(deadline))
                .withMessageContaining("idle timeout");
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1})
    void theSizeLimitMustBePositive(long bytes) {
        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(() -> VendorHttp.builder().maxResponseBytes(bytes))
                .withMessageContainingAll("response size limit", "'" + bytes + "'", "must be positive");
    }
}
