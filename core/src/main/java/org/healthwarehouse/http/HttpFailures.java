package org.healthwarehouse.http;

import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.healthwarehouse.connector.VendorRequest;
import org.healthwarehouse.model.Failure;
import org.jspecify.annotations.Nullable;

/**
 * What an exception of the JDK's client means to the engine. Its text is never passed on: it may quote bytes of the
 * answer.
 */
final class HttpFailures {
    private HttpFailures() {}

    static Failure of(@Nullable Throwable cause, VendorRequest request) {
        for (Throwable at = cause; at != null; at = at.getCause()) {
            if (at instanceof LimitedBody.TooLargeException) {
                return new Failure.MalformedResponse(
                        request + " was answered with a body " + at.getMessage(), "the size limit");
            }
            if (at instanceof SSLException) {
                // Trying again cannot mend a certificate.
                return new Failure.Unexpected(request + " could not be sent: the TLS connection was refused");
            }
        }
        if (cause instanceof HttpConnectTimeoutException) {
            return new Failure.Unreachable(request + " could not be sent: no connection in time", Optional.empty());
        }
        if (cause instanceof HttpTimeoutException) {
            return new Failure.TimedOut(request + " was not answered in time");
        }
        return new Failure.Unreachable(request + " got no complete answer: the connection failed", Optional.empty());
    }
}
