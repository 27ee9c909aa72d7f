package org.healthwarehouse.fulcra;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import org.healthwarehouse.model.InvalidParameterException;
import org.healthwarehouse.model.TimeRange;

/**
 * Where the Fulcra Life API is.
 *
 * @param base without query, user or trailing slash
 */
record FulcraAddress(URI base) {
    /** The live service. */
    static final FulcraAddress LIVE = new FulcraAddress(URI.create("https://api.fulcradynamics.com"));

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    /**
     * Health data and tokens travel encrypted, or do not leave the machine.
     *
     * @throws InvalidParameterException if the address is neither https nor http to this machine
     */
    FulcraAddress {
        String scheme = String.valueOf(base.getScheme()).toLowerCase(Locale.ROOT);
        String host = String.valueOf(base.getHost()).toLowerCase(Locale.ROOT);
        boolean encrypted = scheme.equals("https") && base.getHost() != null;
        boolean local = scheme.equals("http") && LOOPBACK.contains(host);
        boolean bare = base.getRawUserInfo() == null && base.getRawQuery() == null && base.getRawFragment() == null;
        if (!bare || !(encrypted || local)) {
            throw new InvalidParameterException(
                    "base URI of Fulcra",
                    scheme + "://" + host,
                    "must be https, or http to localhost, without user, query and fragment",
                    "give for example https://api.fulcradynamics.com");
        }
        base = URI.create(base.toString().replaceFirst("/+$", ""));
    }

    /** The catalogue of metrics. */
    URI catalogue() {
        return URI.create(base + "/data/v0/metrics_catalog");
    }

    /** What the person has chosen to note down. */
    URI annotations() {
        return URI.create(base + "/user/v1alpha1/annotation");
    }

    /** What Fulcra knows of the account. */
    URI userInfo() {
        return URI.create(base + "/user/v1alpha1/info");
    }

    /** What Fulcra processed in a time. */
    URI updates(String userId, TimeRange window) {
        return URI.create(base + "/data/v1/updates?start_time=" + encode(Timestamps.write(window.start()))
                + "&end_time=" + encode(Timestamps.write(window.end()))
                + "&fulcra_userid=" + encode(userId));
    }

    /** One range of one feed of one user. */
    URI of(FulcraFeed feed, String userId, TimeRange range) {
        if (feed.isAnnotation()) {
            return URI.create(base + "/data/v1alpha1/" + feed.endpoint()
                    + "?start_time=" + encode(Timestamps.write(range.start()))
                    + "&end_time=" + encode(Timestamps.write(range.end()))
                    + "&fulcra_userid=" + encode(userId));
        }
        return URI.create(base + "/data/v0/" + encode(userId) + "/" + feed.endpoint()
                + "?start_time=" + encode(Timestamps.write(range.start()))
                + "&end_time=" + encode(Timestamps.write(range.end()))
                + feed.metric().map(name -> "&metric=" + encode(name)).orElse(""));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
