package org.healthwarehouse.testkit.whoop;

import java.util.Map;

/**
 * A webhook as it would be sent to the application.
 *
 * @param headers of the request
 * @param body of the request, in UTF-8
 */
public record WhoopDelivery(Map<String, String> headers, String body) {
    /** Copies the headers. */
    public WhoopDelivery {
        headers = Map.copyOf(headers);
    }
}
