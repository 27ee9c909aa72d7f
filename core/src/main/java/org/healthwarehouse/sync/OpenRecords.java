package org.healthwarehouse.sync;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.healthwarehouse.connector.ParsedRecord;
import org.healthwarehouse.model.DataType;
import org.healthwarehouse.model.RecordKey;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.storage.PageContent;

/** The records on which a source is still working, as the pages of a chunk name them. */
final class OpenRecords {
    private final Map<DataType, Map<Set<RecordKey>, Span>> byType = new HashMap<>();

    private record Span(long start, long end, boolean open) {}

    /**
     * The time of an open record.
     *
     * @param type of what
     * @param range from its start to its end; where it has none, to the start of the next record
     */
    record Piece(DataType type, TimeRange range) {}

    void add(PageContent content, Set<DataType> types) {
        for (ParsedRecord record : content.records()) {
            if (types.contains(record.type())) {
                byType.computeIfAbsent(record.type(), type -> new LinkedHashMap<>())
                        .put(
                                record.keys(),
                                new Span(
                                        record.start().toEpochMilli(),
                                        record.end().toEpochMilli(),
                                        record.open()));
            }
        }
    }

    /**
     * The times of all open records.
     *
     * @param asked the range that was asked about: what has no end and no next record lasts to its end
     * @param asOf the moment that the answer speaks of; nothing lasts longer
     */
    List<Piece> pieces(TimeRange asked, Instant asOf) {
        long horizon = Math.min(asked.endMs(), asOf.toEpochMilli());
        List<Piece> pieces = new ArrayList<>();
        byType.forEach((type, spans) -> {
            for (Span span : spans.values()) {
                if (span.open) {
                    long end = span.end > span.start ? span.end : Math.min(horizon, next(spans, span.start));
                    pieces.add(new Piece(type, TimeRange.ofMillis(span.start, Math.max(end, span.start + 1))));
                }
            }
        });
        return pieces;
    }

    private static long next(Map<Set<RecordKey>, Span> spans, long after) {
        return spans.values().stream()
                .mapToLong(Span::start)
                .filter(start -> start > after)
                .min()
                .orElse(Long.MAX_VALUE);
    }
}
