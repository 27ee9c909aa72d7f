package org.healthwarehouse.connector;

import java.time.Instant;
import java.util.Optional;
import org.healthwarehouse.coverage.Held;
import org.healthwarehouse.coverage.LedgerAxis;
import org.healthwarehouse.model.DataType;
import org.healthwarehouse.model.InvalidParameterException;
import org.healthwarehouse.model.TimeRange;

/**
 * What a page says about a range of one type. The engine intersects the claims of all pages of a chunk and cuts them at
 * the moment of asking.
 *
 * @param type of what
 * @param range on the axis of the feed: for local dates, from the UTC midnight of the first to that of the end; without
 *     an axis {@link LedgerAxis#CURRENT}
 * @param held {@link Held#HELD}: everything that the vendor has there is on this page or on the other pages of the same
 *     listing; {@link Held#UNAVAILABLE}: the vendor cannot tell. Connectors never claim {@link Held#PURGED}
 * @param reason why it is unavailable; else empty
 * @param retryAt when it is worth asking again for what is unavailable; empty: never by itself
 * @param completeListing whether the listing names every item that the vendor has there by a lasting identity, so that
 *     a stored item that it does not name may be gone. One that only brings changes, summaries or a sample of the items
 *     is not complete
 */
public record Claim(
        DataType type, TimeRange range, Held held, String reason, Optional<Instant> retryAt, boolean completeListing) {

    /** @throws InvalidParameterException if it claims what only the store can know, or is complete and unavailable */
    public Claim {
        if (held == Held.PURGED || (held == Held.UNAVAILABLE && completeListing)) {
            throw new InvalidParameterException(
                    "claim",
                    held + (completeListing ? ", complete" : ""),
                    "must be HELD, or UNAVAILABLE and not complete",
                    "use one of the factory methods of Claim");
        }
    }

    /** Everything that the vendor has of the range came; what is stored and did not come proves nothing. */
    public Claim(DataType type, TimeRange range) {
        this(type, range, Held.HELD, "", Optional.empty(), false);
    }

    /** Everything that the vendor has of the range came, so what is stored and did not come may be gone. */
    public static Claim complete(DataType type, TimeRange range) {
        return new Claim(type, range, Held.HELD, "", Optional.empty(), true);
    }

    /** The current value came, or there is none; for feeds without an axis. */
    public static Claim current(DataType type) {
        return new Claim(type, LedgerAxis.CURRENT);
    }

    /** The vendor cannot tell about the range; worth asking again at the given time, or never by itself. */
    public static Claim unavailable(DataType type, TimeRange range, String reason, Optional<Instant> retryAt) {
        return new Claim(type, range, Held.UNAVAILABLE, reason, retryAt, false);
    }
}
