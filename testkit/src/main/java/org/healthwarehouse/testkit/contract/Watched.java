package org.healthwarehouse.testkit.contract;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.healthwarehouse.connector.FetchException;
import org.healthwarehouse.connector.RawBody;
import org.healthwarehouse.connector.VendorRequest;
import org.healthwarehouse.connector.VendorResponse;
import org.healthwarehouse.connector.VendorTransport;

/** A way to the vendor that counts the calls. */
final class Watched implements VendorTransport {
    private final VendorTransport transport;
    private int calls;

    Watched(VendorTransport transport) {
        this.transport = transport;
    }

    /** A vendor that answers everything with the same status and body. */
    static VendorTransport always(int status, Map<String, List<String>> headers, String body) {
        return request -> new VendorResponse(status, headers, RawBody.of(body.getBytes(StandardCharsets.UTF_8)));
    }

    /** A vendor that answers with the status, and repeats everything that it was told. */
    static VendorTransport echo(int status) {
        return request -> {
            String told = request.uri() + " " + request.headers() + " " + text(request.body());
            return new VendorResponse(
                    status,
                    Map.of("content-type", List.of("application/json")),
                    RawBody.of(told.getBytes(StandardCharsets.UTF_8)));
        };
    }

    /** Refuses, and interrupts whoever does anything that can be interrupted afterwards. */
    static VendorTransport refusingAndInterrupting(int status) {
        VendorTransport refusing = always(status, Map.of("retry-after", List.of("1")), "{}");
        return request -> {
            Thread.currentThread().interrupt();
            return refusing.send(request);
        };
    }

    int calls() {
        return calls;
    }

    @Override
    public VendorResponse send(VendorRequest request) throws FetchException, InterruptedException {
        calls++;
        return transport.send(request);
    }

    private static String text(RawBody body) {
        try (InputStream in = body.open()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        }
    }
}
