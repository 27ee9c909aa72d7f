package org.healthwarehouse.sync;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.healthwarehouse.connector.Connector;
import org.healthwarehouse.connector.Deriver;
import org.healthwarehouse.coverage.CoverageEntry;
import org.healthwarehouse.coverage.DerivedCoverage;
import org.healthwarehouse.model.DataType;
import org.healthwarehouse.model.SourceId;
import org.healthwarehouse.model.StreamId;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.model.UserId;
import org.healthwarehouse.storage.Derivation;
import org.healthwarehouse.storage.Snapshot;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Streams that are made out of other streams: which there are, and what is known of them. Whoever asks for one asks for
 * its input, made longer by the deriver's reach. Thread-safe.
 */
final class DerivedStreams {
    /** Before anything is known of a record it is taken to be no longer than so many times the reach. */
    static final int LIKELY = 6;

    private static final Logger LOG = LoggerFactory.getLogger(DerivedStreams.class);

    private final EngineParts parts;
    private final Set<StreamId> current = ConcurrentHashMap.newKeySet();

    DerivedStreams(EngineParts parts) {
        this.parts = parts;
    }

    /** What of a user is derived from the source; nothing if it has no connector here. */
    static List<Derivation> of(EngineParts parts, UserId user, SourceId source) {
        return parts.connectors().stream()
                .filter(connector -> connector.source().equals(source))
                .map(Connector::derivers)
                .flatMap(List::stream)
                .map(deriver -> new Derivation(deriver, new StreamId(user, source, deriver.output())))
                .toList();
    }

    /** How the stream is derived; empty if it is not. */
    Optional<Derivation> of(StreamId stream) {
        return of(parts, stream.user(), stream.source()).stream()
                .filter(derivation -> derivation.output().equals(stream))
                .findFirst();
    }

    /** The stream in whose ledger it is written what is known: the input of a derived one, else the stream itself. */
    StreamId ledgerOf(StreamId stream) {
        return of(stream).map(Derivation::input).orElse(stream);
    }

    /** What the source's type is made into. */
    Set<DataType> madeOf(SourceId source, DataType input) {
        return of(parts, UserId.LOCAL, source).stream()
                .map(Derivation::deriver)
                .filter(deriver -> deriver.input().equals(input))
                .map(Deriver::output)
                .collect(Collectors.toSet());
    }

    /** The streams that are made out of the given one. */
    List<StreamId> madeOf(StreamId input) {
        return madeOf(input.source(), input.type()).stream()
                .map(type -> new StreamId(input.user(), input.source(), type))
                .toList();
    }

    /** How much more of its input has to be known on either side than is asked for; zero if nothing is derived. */
    Duration reach(StreamId stream) {
        return of(stream).map(Derivation::deriver).map(Deriver::reach).orElse(Duration.ZERO);
    }

    /** How much more of a source's type has to be known than is asked for, where what is made of it is asked for. */
    Duration reach(SourceId source, DataType input, Set<DataType> asked) {
        return of(parts, UserId.LOCAL, source).stream()
                .map(Derivation::deriver)
                .filter(deriver -> deriver.input().equals(input) && asked.contains(deriver.output()))
                .map(Deriver::reach)
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
    }

    /** A range of UTC with so much more on either side; what has not happened yet is not asked for. */
    TimeRange padded(TimeRange range, Duration more) {
        Instant now = parts.now();
        TimeRange wide = range.padded(more);
        Instant most = range.end().isAfter(now) ? range.end() : now;
        return wide.end().isAfter(most) ? new TimeRange(wide.start(), most) : wide;
    }

    /**
     * What has to be held of the input for an answer about the range to lack nothing: as far as samples that are stored
     * follow one another across its edges, and the reach beyond. Where less than the reach has passed since, nothing
     * later is called for: that time was not over when it was fetched.
     */
    TimeRange needed(StreamId input, Duration reach, TimeRange range, Snapshot snapshot) {
        if (reach.isZero()) {
            return range;
        }
        TimeRange chain = range;
        for (TimeRange longer = reached(input, chain, reach, snapshot); !longer.equals(chain); ) {
            chain = longer;
            longer = reached(input, chain, reach, snapshot);
        }
        TimeRange wide = chain.padded(reach);
        return wide.end().isAfter(parts.now()) ? new TimeRange(wide.start(), chain.end()) : wide;
    }

    /** The range made longer by the samples that have some of their time within the reach of either end. */
    private static TimeRange reached(StreamId input, TimeRange range, Duration reach, Snapshot snapshot) {
        TimeRange wide = range.padded(reach);
        long[] ends = {range.startMs(), range.endMs()};
        Snapshot.SampleVisitor longer = (series, start, end, value) -> {
            ends[0] = Math.min(ends[0], start);
            ends[1] = Math.max(ends[1], end);
        };
        if (wide.start().isBefore(range.start())) {
            snapshot.samples(List.of(input), new TimeRange(wide.start(), range.start()), longer);
        }
        if (wide.end().isAfter(range.end())) {
            snapshot.samples(List.of(input), new TimeRange(range.end(), wide.end()), longer);
        }
        return TimeRange.ofMillis(ends[0], ends[1]);
    }

    /** The lines of a stream's ledger, as those of its input say it where it is derived. */
    List<CoverageEntry> coverage(StreamId stream, TimeRange ledger, Snapshot snapshot) {
        Duration reach = reach(stream);
        return reach.isZero()
                ? snapshot.coverage(ledgerOf(stream), ledger)
                : DerivedCoverage.of(snapshot.coverage(ledgerOf(stream), ledger.padded(reach)), ledger, reach);
    }

    /** What the store holds of the source's derived streams is made by the present derivers, once for each process. */
    void learned(UserId user, SourceId source) {
        for (Derivation derivation : of(parts, user, source)) {
            if (current.contains(derivation.output())) {
                continue;
            }
            int pieces = 0;
            while (parts.storage().deriveAnew(derivation, parts.now())) {
                pieces++;
            }
            current.add(derivation.output());
            if (pieces > 0) {
                LOG.info(
                        "{} source={} type={} version={} parts={}: records were derived anew",
                        LogEvent.DERIVED_ANEW,
                        source,
                        derivation.output().type().name(),
                        derivation.deriver().version(),
                        pieces);
            }
        }
    }
}
