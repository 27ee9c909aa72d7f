package org.healthwarehouse.sync;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.healthwarehouse.connector.FeedSpec;
import org.healthwarehouse.connector.VendorTransport;
import org.healthwarehouse.coverage.Settling;
import org.healthwarehouse.model.DataType;
import org.healthwarehouse.model.InvalidParameterException;

/**
 * What is different for one source. The budget of local-first reads is that of the warehouse whatever stands here.
 *
 * @param settings its numbers
 * @param retry when failed attempts are repeated
 * @param transport the way to it; empty for the warehouse's
 * @param recent how far back from the present its data counts as recent and is asked again soon; empty: as each feed
 *     declares. Never longer than the time after which the feed's answers are final
 * @param settling when answers about single types are final, whatever their feed declares and {@code recent} says
 */
public record SourceSettings(
        SyncSettings settings,
        RetryPolicy retry,
        Optional<VendorTransport> transport,
        Optional<Duration> recent,
        Map<DataType, Settling> settling) {
    /** The defaults of the engine. */
    public static final SourceSettings DEFAULT =
            new SourceSettings(SyncSettings.DEFAULT, RetryPolicy.exponential(), Optional.empty(), Optional.empty());

    /**
     * Copies the map.
     *
     * @throws InvalidParameterException if the recent part is negative
     */
    public SourceSettings {
        settling = Map.copyOf(settling);
        if (recent.filter(Duration::isNegative).isPresent()) {
            throw new InvalidParameterException(
                    "recent part", recent.get(), "must not be negative", "give, for example, 2 hours");
        }
    }

    /** The same for all types. */
    public SourceSettings(
            SyncSettings settings, RetryPolicy retry, Optional<VendorTransport> transport, Optional<Duration> recent) {
        this(settings, retry, transport, recent, Map.of());
    }

    /** The same, but for when answers about single types are final. */
    public SourceSettings settling(Map<DataType, Settling> byType) {
        return new SourceSettings(settings, retry, transport, recent, byType);
    }

    FeedSpec adjusted(FeedSpec feed) {
        FeedSpec adjusted = withRecent(feed);
        for (Map.Entry<DataType, Settling> own : settling.entrySet()) {
            if (feed.primaryFor().contains(own.getKey())) {
                adjusted = adjusted.settling(own.getKey(), own.getValue());
            }
        }
        return adjusted;
    }

    private FeedSpec withRecent(FeedSpec feed) {
        FeedSpec adjusted = feed.settling(withRecent(feed.settling()));
        for (Map.Entry<DataType, Settling> own : feed.settlingOf().entrySet()) {
            adjusted = adjusted.settling(own.getKey(), withRecent(own.getValue()));
        }
        return adjusted;
    }

    private Settling withRecent(Settling declared) {
        return recent.map(wanted -> wanted.compareTo(declared.settleAfter()) < 0 ? wanted : declared.settleAfter())
                .map(part -> new Settling(declared.settleAfter(), part, declared.freshFor(), declared.recheck()))
                .orElse(declared);
    }
}
