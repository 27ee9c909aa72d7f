package org.healthwarehouse.sync;

import java.time.Duration;
import java.util.Optional;
import org.healthwarehouse.connector.FeedSpec;
import org.healthwarehouse.connector.VendorTransport;
import org.healthwarehouse.coverage.Settling;
import org.healthwarehouse.model.InvalidParameterException;

/**
 * What is different for one source. The budget of local-first reads is that of the warehouse whatever stands here.
 *
 * @param settings its numbers
 * @param retry when failed attempts are repeated
 * @param transport the way to it; empty for the warehouse's
 * @param recent how far back from the present its data counts as recent and is asked again soon; empty: as each feed
 *     declares. Never longer than the time after which the feed's answers are final
 */
public record SourceSettings(
        SyncSettings settings, RetryPolicy retry, Optional<VendorTransport> transport, Optional<Duration> recent) {
    /** The defaults of the engine. */
    public static final SourceSettings DEFAULT =
            new SourceSettings(SyncSettings.DEFAULT, RetryPolicy.exponential(), Optional.empty(), Optional.empty());

    /** @throws InvalidParameterException if the recent part is negative */
    public SourceSettings {
        if (recent.filter(Duration::isNegative).isPresent()) {
            throw new InvalidParameterException(
                    "recent part", recent.get(), "must not be negative", "give, for example, 2 hours");
        }
    }

    FeedSpec adjusted(FeedSpec feed) {
        Settling declared = feed.settling();
        return recent.map(wanted -> wanted.compareTo(declared.settleAfter()) < 0 ? wanted : declared.settleAfter())
                .map(part -> feed.settling(
                        new Settling(declared.settleAfter(), part, declared.freshFor(), declared.recheck())))
                .orElse(feed);
    }
}
