package org.healthwarehouse.connector;

/** The way to a vendor. One form speaks HTTP, another answers in memory. Called from several threads at once. */
@FunctionalInterface
public interface VendorTransport {
    /**
     * Sends a request and waits for the whole answer, whatever its status.
     *
     * @throws FetchException if there was no complete answer: timed out, unreachable, too large
     * @throws InterruptedException if the thread is interrupted
     */
    VendorResponse send(VendorRequest request) throws FetchException, InterruptedException;
}
