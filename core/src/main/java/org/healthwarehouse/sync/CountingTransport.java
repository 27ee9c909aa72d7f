package org.healthwarehouse.sync;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.healthwarehouse.connector.FetchException;
import org.healthwarehouse.connector.ServerDate;
import org.healthwarehouse.connector.VendorRequest;
import org.healthwarehouse.connector.VendorResponse;
import org.healthwarehouse.connector.VendorTransport;

/** Counts every call, also those that fail, and notes what time it is for those who answer. */
final class CountingTransport implements VendorTransport {
    private final VendorTransport transport;
    private final AtomicInteger calls = new AtomicInteger();
    private Optional<Instant> serverDate = Optional.empty();

    CountingTransport(VendorTransport transport) {
        this.transport = transport;
    }

    @Override
    public VendorResponse send(VendorRequest request) throws FetchException, InterruptedException {
        return sendVia(transport, request);
    }

    /** Counts here what goes another way. */
    VendorResponse sendVia(VendorTransport other, VendorRequest request) throws FetchException, InterruptedException {
        calls.incrementAndGet();
        VendorResponse response = other.send(request);
        ServerDate.of(response).ifPresent(this::note);
        return response;
    }

    private synchronized void note(Instant date) {
        serverDate = serverDate.filter(date::isAfter).or(() -> Optional.of(date));
    }

    /** The earliest time that an answer named; empty if none did. */
    synchronized Optional<Instant> serverDate() {
        return serverDate;
    }

    /** Counts calls that were made elsewhere. */
    void add(int made) {
        calls.addAndGet(made);
    }

    int calls() {
        return calls.get();
    }
}
