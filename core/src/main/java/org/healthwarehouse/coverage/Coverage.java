package org.healthwarehouse.coverage;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.healthwarehouse.model.StreamId;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.model.TimeRangeSet;

/**
 * What is known of a range of one stream, without holes: the spans follow one another from the start of the range to
 * its end.
 *
 * @param stream of what
 * @param axis the axis on which the range and the spans are given: for {@link TimeAxis#LOCAL_DATE} each date stands as
 *     its UTC day, for {@link TimeAxis#NONE} there is only {@link LedgerAxis#CURRENT}
 * @param range the range asked about, on that axis
 * @param spans ascending, together exactly the range
 */
public record Coverage(StreamId stream, TimeAxis axis, TimeRange range, List<Span> spans) {
    /** Copies the spans. */
    public Coverage {
        spans = List.copyOf(spans);
    }

    /** A coverage in UTC. */
    public Coverage(StreamId stream, TimeRange range, List<Span> spans) {
        this(stream, TimeAxis.UTC, range, spans);
    }

    /**
     * A part of the range in one state.
     *
     * @param range which part
     * @param state what is known of it
     * @param detail the reason or error for {@code UNAVAILABLE} and {@code FAILED}; else empty
     * @param fetchedAt when the source was last asked; empty if never
     */
    public record Span(TimeRange range, CoverageState state, String detail, Optional<Instant> fetchedAt) {}

    /**
     * What the ledger says of a range. Settled ranges are told apart by UTC days into those with data and those
     * without, so the answer does not depend on how they were fetched.
     *
     * @param lines the stream's ledger, at least all lines that intersect the range
     * @param daysWithData starts of the UTC days that hold any row
     * @param failures spans in state {@code FAILED}; they count only where nothing is held
     */
    public static Coverage derive(
            StreamId stream,
            TimeRange range,
            List<CoverageEntry> lines,
            Set<Instant> daysWithData,
            List<Span> failures) {
        return derive(stream, TimeAxis.UTC, range, lines, daysWithData, failures);
    }

    /**
     * What the ledger says of a range on the given axis.
     *
     * @param lines the stream's ledger, at least all lines that intersect the range
     * @param daysWithData starts of the UTC days, or of the cells of the dates, that hold any row
     * @param failures spans in state {@code FAILED}; they count only where nothing is held
     */
    public static Coverage derive(
            StreamId stream,
            TimeAxis axis,
            TimeRange range,
            List<CoverageEntry> lines,
            Set<Instant> daysWithData,
            List<Span> failures) {
        return new Coverage(stream, axis, range, CoverageSpans.derive(range, lines, daysWithData, failures));
    }

    /** The part of the range in that state. */
    public TimeRangeSet in(CoverageState state) {
        return TimeRangeSet.of(spans.stream()
                .filter(span -> span.state() == state)
                .map(Span::range)
                .toList());
    }

    /** How much of the range is held (with data, empty or provisional), from 0 to 1. */
    public double heldFraction() {
        Duration held = in(CoverageState.DATA)
                .union(in(CoverageState.EMPTY))
                .union(in(CoverageState.PROVISIONAL))
                .duration();
        return (double) held.toMillis() / range.duration().toMillis();
    }
}
