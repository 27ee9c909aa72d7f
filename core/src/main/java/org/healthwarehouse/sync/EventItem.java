package org.healthwarehouse.sync;

import java.time.Instant;
import org.healthwarehouse.connector.Connector;
import org.healthwarehouse.connector.ItemKey;
import org.healthwarehouse.connector.VendorEvent;
import org.healthwarehouse.model.DataType;
import org.healthwarehouse.model.RecordKey;
import org.healthwarehouse.model.SourceId;
import org.healthwarehouse.model.StreamId;
import org.healthwarehouse.model.UserId;
import org.healthwarehouse.storage.JobId;

/**
 * What an event is about: the item that it names, or one that depends on that.
 *
 * @param user whose
 * @param connector of its source
 * @param job by which the fetch log knows the event
 * @param type of what
 * @param key which one
 * @param at when the vendor sent the event
 */
record EventItem(UserId user, Connector connector, JobId job, DataType type, RecordKey key, Instant at) {
    static EventItem of(VendorEvent event, UserId user, Connector connector, JobId job) {
        return new EventItem(user, connector, job, event.type(), event.key(), event.at());
    }

    SourceId source() {
        return connector.source();
    }

    StreamId stream() {
        return new StreamId(user, source(), type);
    }

    boolean isNamedByItsOwnKey() {
        return connector.isOwnKey(type, key);
    }

    /** The same item under another key. */
    EventItem under(RecordKey other) {
        return new EventItem(user, connector, job, type, other, at);
    }

    /** Another item that the same event is about. */
    EventItem with(ItemKey other) {
        return new EventItem(user, connector, job, other.type(), other.key(), at);
    }
}
