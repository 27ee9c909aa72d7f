package org.healthwarehouse.connector;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A vendor's answer.
 *
 * @param status HTTP status
 * @param headers header names in lower case, with all their values
 * @param body the bytes
 */
public record VendorResponse(int status, Map<String, List<String>> headers, RawBody body) {
    /** Copies the headers, with names in lower case. */
    public VendorResponse {
        Map<String, List<String>> lower = new TreeMap<>();
        headers.forEach((name, values) -> lower.put(name.toLowerCase(Locale.ROOT), List.copyOf(values)));
        headers = Map.copyOf(lower);
    }

    /** The first value of that header, whose name is compared without regard to case. */
    public Optional<String> header(String name) {
        return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of()).stream()
                .findFirst();
    }

    /** Status and size only: a body may hold health data. */
    @Override
    public String toString() {
        return "VendorResponse[" + status + ", " + body.size() + " bytes]";
    }
}
