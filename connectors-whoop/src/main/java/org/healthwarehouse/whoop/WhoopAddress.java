package org.healthwarehouse.whoop;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Set;
import org.healthwarehouse.connector.PageToken;
import org.healthwarehouse.model.InvalidParameterException;
import org.healthwarehouse.model.TimeRange;

/**
 * Where WHOOP's interface is.
 *
 * @param base without a slash at its end; the version of the interface follows
 */
record WhoopAddress(URI base) {
    static final WhoopAddress LIVE = new WhoopAddress(URI.create("https://api.prod.whoop.com/developer"));

    /** The most that the vendor puts on a page. */
    static final int PAGE_SIZE = 25;

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
    /** With zone and milliseconds, as in the vendor's own examples: what a time without a zone means nobody knows. */
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    WhoopAddress {
        String scheme = String.valueOf(base.getScheme()).toLowerCase(Locale.ROOT);
        String host = String.valueOf(base.getHost()).toLowerCase(Locale.ROOT);
        boolean safe = scheme.equals("https") || (scheme.equals("http") && LOOPBACK.contains(host));
        if (!safe || base.getHost() == null || base.getRawQuery() != null || base.getRawUserInfo() != null) {
            throw new InvalidParameterException(
                    "address of WHOOP",
                    scheme + "://" + host,
                    "must be https, or http to this machine, without query and user",
                    "leave it out for the live service");
        }
        base = URI.create(base.toString().replaceFirst("/+$", ""));
    }

    /** The first page of a collection. */
    URI listing(WhoopFeed feed, TimeRange range) {
        return URI.create(base + feed.path() + "?limit=" + PAGE_SIZE + "&start=" + encode(TIME.format(range.start()))
                + "&end=" + encode(TIME.format(range.end())));
    }

    /** A further page: the same question with the token of the page before. */
    URI listing(WhoopFeed feed, TimeRange range, PageToken token) {
        return URI.create(listing(feed, range) + "&nextToken=" + encode(token.value()));
    }

    /** A record that is asked for by its identity, or what is current. */
    URI at(String path) {
        return URI.create(base + path);
    }

    static String time(Instant instant) {
        return TIME.format(instant);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
