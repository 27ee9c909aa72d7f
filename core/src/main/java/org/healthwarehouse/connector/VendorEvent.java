package org.healthwarehouse.connector;

import java.time.Instant;
import org.healthwarehouse.model.DataType;
import org.healthwarehouse.model.InvalidParameterException;
import org.healthwarehouse.model.RecordKey;
import org.healthwarehouse.model.SourceId;

/**
 * A vendor's word, without being asked, that something has changed: the content of a webhook whose signature was
 * checked.
 *
 * @param source from where
 * @param vendorUserId the vendor's id of the person
 * @param type of what
 * @param key one of the identities of the record
 * @param kind what happened
 * @param traceId the vendor's id of this event, by which one that comes twice is known; at most 200 characters
 * @param at when the vendor sent it, or when it came
 */
public record VendorEvent(
        SourceId source, String vendorUserId, DataType type, RecordKey key, Kind kind, String traceId, Instant at) {
    private static final int LONGEST = 200;

    /** @throws InvalidParameterException if an id is blank or too long */
    public VendorEvent {
        require("vendor user id", vendorUserId);
        require("trace id", traceId);
    }

    private static void require(String what, String value) {
        if (value.isBlank() || value.length() > LONGEST) {
            throw new InvalidParameterException(
                    what,
                    value.length() + " characters",
                    "must have 1 to " + LONGEST,
                    "take it from the vendor's event");
        }
    }

    /** What happened. */
    public enum Kind {
        /** It is new or has changed. */
        UPDATED,
        /** It is gone. */
        DELETED
    }
}
