package org.healthwarehouse.storage;

import java.time.Instant;
import org.healthwarehouse.model.SourceId;

/** Keeps which hints and webhooks of vendors were handled, because vendors send them twice. Thread-safe. */
public interface EventStore {
    /** Whether the event of that id was handled. */
    boolean isHandled(SourceId source, String traceId);

    /** Writes down that it was. */
    void handled(SourceId source, String traceId, Instant at);

    /** Forgets those that were handled before the given moment; answers how many there were. */
    int forget(Instant handledBefore);
}
