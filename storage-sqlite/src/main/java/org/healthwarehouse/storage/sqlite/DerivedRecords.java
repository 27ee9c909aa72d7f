package org.healthwarehouse.storage.sqlite;

import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.healthwarehouse.connector.ParsedRecord;
import org.healthwarehouse.model.RecordKey;
import org.healthwarehouse.model.SampleSeries;
import org.healthwarehouse.model.SampleType;
import org.healthwarehouse.model.StreamId;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.storage.Derivation;
import org.healthwarehouse.storage.SeriesCollector;

/** Makes records anew out of the samples around a range. What comes out as it was is not written. */
final class DerivedRecords {
    static final String REASON = "DERIVED";
    private static final String STORED = """
            SELECT k.scheme, k.value FROM record r JOIN record_key k ON k.record_id = r.record_id
            WHERE r.stream_id = ?1 AND r.start_ms >= ?2 - ?4 AND r.start_ms < ?3
              AND (r.start_ms >= ?2 OR r.end_ms > ?2) AND k.scheme = ?5""";

    private final Session session;
    private final long fetch;

    DerivedRecords(Session session, long fetch) {
        this.session = session;
        this.fetch = fetch;
    }

    /** Answers what changed. */
    Tally derive(Derivation derivation, TimeRange touched) throws SQLException {
        Tally tally = new Tally();
        StreamId output = derivation.output();
        long stream = StreamTable.id(session, output);
        TimeRange range = widened(derivation, touched);
        List<ParsedRecord> made = derivation.deriver().derive(collect(derivation.input(), range));
        Set<RecordKey> keys = new HashSet<>();
        made.forEach(record -> keys.addAll(record.keys()));
        ItemRemover remover = new ItemRemover(session, Telling.derived(fetch), tally, REASON);
        for (RecordKey key : stored(output, stream, range)) {
            if (!keys.contains(key)) {
                remover.remove(stream, output, key);
            }
        }
        RecordWriter writer = new RecordWriter(session, Telling.derived(fetch), tally, REASON);
        for (ParsedRecord record : made) {
            writer.write(stream, record);
        }
        return tally;
    }

    private List<RecordKey> stored(StreamId output, long stream, TimeRange range) throws SQLException {
        long longest = StreamTable.find(session, output)
                .map(StreamTable.Stored::longestMs)
                .orElse(0L);
        return session.all(
                STORED,
                row -> new RecordKey(row.getString(1), row.getString(2)),
                stream,
                range.startMs(),
                range.endMs(),
                longest,
                Derivation.SCHEME);
    }

    private SampleSeries collect(StreamId input, TimeRange range) throws SQLException {
        SeriesCollector collector = new SeriesCollector();
        SampleReader.read(session, List.of(input), range, collector);
        return collector.series((SampleType) input.type());
    }

    /** Wider until there is no sample within the reach of either end: what may belong to one record is read whole. */
    private TimeRange widened(Derivation derivation, TimeRange touched) throws SQLException {
        TimeRange range = touched;
        TimeRange wide = range.padded(derivation.deriver().reach());
        while (!wide.equals(range)) {
            TimeRange seen = range;
            TimeRange before = hull(derivation, wide.startMs(), seen.startMs(), range);
            TimeRange both = hull(derivation, seen.endMs(), wide.endMs(), before);
            if (both.equals(range)) {
                return range;
            }
            range = both;
            wide = range.padded(derivation.deriver().reach());
        }
        return range;
    }

    /** The range made longer by the samples that have some of their time between the two moments. */
    private TimeRange hull(Derivation derivation, long from, long to, TimeRange range) throws SQLException {
        if (from >= to) {
            return range;
        }
        long[] edges = {range.startMs(), range.endMs()};
        SampleReader.read(
                session, List.of(derivation.input()), TimeRange.ofMillis(from, to), (series, start, end, value) -> {
                    edges[0] = Math.min(edges[0], start);
                    edges[1] = Math.max(edges[1], Math.max(end, start + 1));
                });
        return TimeRange.ofMillis(edges[0], edges[1]);
    }
}
