package org.healthwarehouse.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.healthwarehouse.connector.FetchException;
import org.healthwarehouse.connector.RawBody;
import org.healthwarehouse.connector.VendorRequest;
import org.healthwarehouse.connector.VendorResponse;
import org.healthwarehouse.connector.VendorTransport;
import org.healthwarehouse.model.Failure;
import org.healthwarehouse.model.InvalidParameterException;

/**
 * The HTTP form of {@link VendorTransport}, on the JDK's client. One total deadline and one idle deadline hold from the
 * first byte sent to the last byte received (the JDK's own request timeout ends with the headers); an answer over the
 * size limit is dropped. Redirects are not followed: no vendor interface needs them, and they carry tokens elsewhere.
 * Defaults: 30 s in all, 15 s without a byte, 64 MiB. Thread-safe.
 */
public final class VendorHttp implements VendorTransport {
    private static final Duration LONGEST_CONNECT = Duration.ofSeconds(10);

    private final HttpClient client;
    private final Duration timeout;
    private final Duration idleTimeout;
    private final long maxResponseBytes;

    private VendorHttp(Builder builder) {
        timeout = builder.timeout;
        idleTimeout = builder.idleTimeout;
        maxResponseBytes = builder.maxResponseBytes;
        client = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(connectTimeout(timeout))
                .build();
    }

    /** Shorter than the whole call, so that a host that cannot be reached is told apart from one that is slow. */
    private static Duration connectTimeout(Duration timeout) {
        Duration half = timeout.dividedBy(2);
        return half.compareTo(LONGEST_CONNECT) < 0 ? half : LONGEST_CONNECT;
    }

    /** A builder with the defaults. */
    public static Builder builder() {
        return new Builder();
    }

    @Override
    public VendorResponse send(VendorRequest request) throws FetchException, InterruptedException {
        LimitedBody.Watch watch = new LimitedBody.Watch();
        CompletableFuture<HttpResponse<byte[]>> answer =
                client.sendAsync(toJdk(request), info -> new LimitedBody(maxResponseBytes, watch));
        try {
            return await(answer, watch, request);
        } finally {
            answer.cancel(true);
        }
    }

    private HttpRequest toJdk(VendorRequest request) throws FetchException {
        try {
            HttpRequest.Builder jdk = HttpRequest.newBuilder(request.uri()).timeout(timeout);
            request.headers().forEach(jdk::header);
            byte[] body = bytes(request.body());
            return jdk.method(
                            request.method(),
                            body.length == 0
                                    ? HttpRequest.BodyPublishers.noBody()
                                    : HttpRequest.BodyPublishers.ofByteArray(body))
                    .build();
        } catch (IOException | IllegalArgumentException e) {
            throw new FetchException(new Failure.InvalidParameter(request + " is not a request that can be sent"));
        }
    }

    private static byte[] bytes(RawBody body) throws IOException {
        try (InputStream in = body.open()) {
            return in.readAllBytes();
        }
    }

    private VendorResponse await(
            CompletableFuture<HttpResponse<byte[]>> answer, LimitedBody.Watch watch, VendorRequest request)
            throws FetchException, InterruptedException {
        long started = System.nanoTime();
        while (true) {
            long left = timeout.toNanos() - (System.nanoTime() - started);
            long idleLeft = idleTimeout.toNanos() - watch.idleNanos();
            if (left <= 0 || idleLeft <= 0) {
                throw new FetchException(new Failure.TimedOut(
                        request + " was not answered in full within " + (left <= 0 ? timeout : idleTimeout)));
            }
            try {
                HttpResponse<byte[]> response = answer.get(Math.min(left, idleLeft), TimeUnit.NANOSECONDS);
                return new VendorResponse(
                        response.statusCode(), response.headers().map(), RawBody.of(response.body()));
            } catch (TimeoutException e) {
                // One of the two deadlines may have passed: looked at again above.
            } catch (ExecutionException e) {
                throw new FetchException(HttpFailures.of(watch.causeOr(e.getCause()), request));
            }
        }
    }

    /** Collects the settings. */
    public static final class Builder {
        private Duration timeout = Duration.ofSeconds(30);
        private Duration idleTimeout = Duration.ofSeconds(15);
        private long maxResponseBytes = 64L << 20;

        private Builder() {}

        /** How long a call may take in all, body included. Default 30 s. */
        public Builder timeout(Duration total) {
            timeout = positive("timeout", total);
            return this;
        }

        /** How long a call may go without receiving a byte. Default 15 s. */
        public Builder idleTimeout(Duration idle) {
            idleTimeout = positive("idle timeout", idle);
            return this;
        }

        /** The longest answer that is accepted, in bytes. Default 64 MiB. */
        public Builder maxResponseBytes(long bytes) {
            if (bytes <= 0) {
                throw new InvalidParameterException(
                        "response size limit", bytes, "must be positive", "give the limit in bytes");
            }
            maxResponseBytes = bytes;
            return this;
        }

        /** A transport with these settings. */
        public VendorHttp build() {
            return new VendorHttp(this);
        }

        private static Duration positive(String what, Duration duration) {
            if (duration.isZero() || duration.isNegative()) {
                throw new InvalidParameterException(what, duration, "must be positive", "give, for example, 30 s");
            }
            return duration;
        }
    }
}
