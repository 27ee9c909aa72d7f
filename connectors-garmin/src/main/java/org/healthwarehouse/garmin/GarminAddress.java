package org.healthwarehouse.garmin;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import org.healthwarehouse.model.InvalidParameterException;

/**
 * Where a service of Garmin's is.
 *
 * @param base without a slash at its end
 */
record GarminAddress(URI base) {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    GarminAddress {
        String scheme = String.valueOf(base.getScheme()).toLowerCase(Locale.ROOT);
        String host = String.valueOf(base.getHost()).toLowerCase(Locale.ROOT);
        boolean safe = scheme.equals("https") || (scheme.equals("http") && LOOPBACK.contains(host));
        if (!safe || base.getHost() == null || base.getRawQuery() != null || base.getRawUserInfo() != null) {
            throw new InvalidParameterException(
                    "address of Garmin Connect",
                    scheme + "://" + host,
                    "must be https, or http to this machine, without query and user",
                    "leave it out for the live service");
        }
        base = URI.create(base.toString().replaceFirst("/+$", ""));
    }

    /** Of the data. */
    static GarminAddress data(GarminDomain domain) {
        return new GarminAddress(URI.create("https://connectapi." + domain.host()));
    }

    /** Of the tokens. */
    static URI tokens(GarminDomain domain) {
        return URI.create("https://diauth." + domain.host() + "/di-oauth2-service/oauth/token");
    }

    /** An endpoint, with its query. */
    URI at(String path) {
        return URI.create(base + path);
    }

    /** A text as a part of a path: in query and path alike, a space is written {@code %20}. */
    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
