package org.healthwarehouse.sync;

import java.util.concurrent.atomic.AtomicInteger;
import org.healthwarehouse.connector.FetchException;
import org.healthwarehouse.connector.VendorRequest;
import org.healthwarehouse.connector.VendorResponse;
import org.healthwarehouse.connector.VendorTransport;

/** Counts every call, also those that fail. */
final class CountingTransport implements VendorTransport {
    private final VendorTransport transport;
    private final AtomicInteger calls = new AtomicInteger();

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
        return other.send(request);
    }

    /** Counts calls that were made elsewhere. */
    void add(int made) {
        calls.addAndGet(made);
    }

    int calls() {
        return calls.get();
    }
}
