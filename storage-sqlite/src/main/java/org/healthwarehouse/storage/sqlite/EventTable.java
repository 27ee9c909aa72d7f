package org.healthwarehouse.storage.sqlite;

import java.time.Instant;
import org.healthwarehouse.model.SourceId;
import org.healthwarehouse.storage.EventStore;

/** Hints and webhooks that were handled. */
final class EventTable implements EventStore {
    private static final String FIND = """
            SELECT 1 FROM vendor_event e JOIN source o ON o.source_id = e.source_id
            WHERE o.name = ? AND e.trace = ?""";
    private static final String ADD =
            "INSERT INTO vendor_event (source_id, trace, handled_ms) VALUES (?, ?, ?) ON CONFLICT DO NOTHING";

    private final Writer writer;
    private final Readers readers;

    EventTable(Writer writer, Readers readers) {
        this.writer = writer;
        this.readers = readers;
    }

    @Override
    public boolean isHandled(SourceId source, String traceId) {
        return readers.read(
                "look for an event",
                session -> session.first(FIND, row -> true, source.value(), traceId)
                        .isPresent());
    }

    @Override
    public void handled(SourceId source, String traceId, Instant at) {
        int unused = writer.inTransaction(
                "note an event",
                session -> session.update(ADD, Names.source(session, source), traceId, at.toEpochMilli()));
    }

    @Override
    public int forget(Instant handledBefore) {
        return writer.inTransaction(
                "forget events",
                session ->
                        session.update("DELETE FROM vendor_event WHERE handled_ms < ?", handledBefore.toEpochMilli()));
    }
}
