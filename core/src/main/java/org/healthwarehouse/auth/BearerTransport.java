package org.healthwarehouse.auth;

import org.healthwarehouse.connector.FetchException;
import org.healthwarehouse.connector.VendorRequest;
import org.healthwarehouse.connector.VendorResponse;
import org.healthwarehouse.connector.VendorTransport;

/**
 * Puts a bearer token on every request. If the vendor answers 401, asks once for another token and tries once more;
 * that second try does not count as an attempt of the engine. Thread-safe.
 */
public final class BearerTransport implements VendorTransport {
    private static final int UNAUTHORIZED = 401;

    private final VendorTransport transport;
    private final AccessTokens tokens;

    /** Sends over the given transport with the given tokens. */
    public BearerTransport(VendorTransport transport, AccessTokens tokens) {
        this.transport = transport;
        this.tokens = tokens;
    }

    @Override
    public VendorResponse send(VendorRequest request) throws FetchException, InterruptedException {
        String token = tokens.current();
        VendorResponse response = transport.send(authorized(request, token));
        return response.status() == UNAUTHORIZED
                ? transport.send(authorized(request, tokens.replace(token)))
                : response;
    }

    private static VendorRequest authorized(VendorRequest request, String token) {
        return request.header("Authorization", "Bearer " + token);
    }
}
