package org.healthwarehouse.connector;

import java.net.URI;
import java.util.Map;
import java.util.TreeMap;

/**
 * A request to a vendor.
 *
 * @param method HTTP method in upper case
 * @param uri full address with query
 * @param headers header names and values; may hold secrets and is never logged
 * @param body bytes to send; empty for none
 */
public record VendorRequest(String method, URI uri, Map<String, String> headers, RawBody body) {
    private static final RawBody NO_BODY = RawBody.of(new byte[0]);

    /** Copies the headers. */
    public VendorRequest {
        headers = Map.copyOf(headers);
    }

    /** A GET without headers. */
    public static VendorRequest get(URI uri) {
        return new VendorRequest("GET", uri, Map.of(), NO_BODY);
    }

    /** The same request with one more header, or that header replaced, whatever case it was written in. */
    public VendorRequest header(String name, String value) {
        Map<String, String> more = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        more.putAll(headers);
        more.remove(name);
        more.put(name, value);
        return new VendorRequest(method, uri, more, body);
    }

    /** Method and path; neither query nor headers, which may hold secrets. */
    @Override
    public String toString() {
        return method + " " + uri.getPath();
    }
}
