package org.healthwarehouse.coverage;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.model.TimeRangeSet;

/**
 * How an answer about a stream enters its ledger. Nothing at or after the moment of asking is ever claimed. A piece is
 * settled once it is old enough, the source has said that it is complete so far, and it is no empty day that may still
 * fill up. What the source never called complete settles {@link LateArrival#HORIZON} after its end all the same.
 *
 * @param settling when answers are final
 * @param lateArrival whether data may turn up long after its time
 * @param watermark up to when the source said it was complete before it was asked; empty if it says no such thing
 * @param askedAt the moment that the answer speaks of
 */
public record AnswerRules(Settling settling, boolean lateArrival, Optional<Instant> watermark, Instant askedAt) {
    /**
     * What an answer adds to the ledger.
     *
     * @param entries lines that do not overlap
     * @param neverCompleted what of them is settled although the source never called it complete
     */
    public record Lines(List<CoverageEntry> entries, List<TimeRange> neverCompleted) {
        /** Copies the lists. */
        public Lines {
            entries = List.copyOf(entries);
            neverCompleted = List.copyOf(neverCompleted);
        }
    }

    /**
     * The lines.
     *
     * @param answered what the answer is complete for, in the time of the ledger
     * @param axis that time
     * @param data where the answer holds anything
     */
    public Lines lines(TimeRangeSet answered, LedgerAxis axis, AnswerData data) {
        List<CoverageEntry> lines = new ArrayList<>();
        List<TimeRange> neverCompleted = new ArrayList<>();
        for (TimeRange range : answered.ranges()) {
            switch (axis.axis()) {
                case UTC -> utc(range, data, lines, neverCompleted);
                case LOCAL_DATE -> new DateLines(this, axis, data).of(range, lines, neverCompleted);
                case NONE -> lines.add(CoverageEntry.provisional(range, askedAt, askedAt.plus(settling.freshFor())));
            }
        }
        return new Lines(lines, neverCompleted);
    }

    private void utc(TimeRange range, AnswerData data, List<CoverageEntry> lines, List<TimeRange> neverCompleted) {
        complete(range)
                .map(part -> settling.entries(part, askedAt))
                .ifPresent(entries -> lines.addAll(
                        lateArrival ? LateArrival.keepEmptyDaysOpen(entries, data.utcDays(), askedAt) : entries));
        incomplete(range).stream().flatMap(part -> open(part).stream()).forEach(line -> {
            lines.add(line);
            if (line.settled()) {
                neverCompleted.add(line.range());
            }
        });
    }

    /** The lines of a range of UTC, whether or not there is anything in it. */
    List<CoverageEntry> byAge(TimeRange utc) {
        List<CoverageEntry> lines = new ArrayList<>();
        complete(utc).ifPresent(part -> lines.addAll(settling.entries(part, askedAt)));
        incomplete(utc).ifPresent(part -> lines.addAll(open(part)));
        return lines;
    }

    /** Beyond the watermark nothing is worth asking again before it rises, unless it never does. */
    private List<CoverageEntry> open(TimeRange range) {
        List<CoverageEntry> lines = new ArrayList<>();
        Instant old = askedAt.minus(LateArrival.HORIZON);
        before(range, old).ifPresent(part -> lines.add(CoverageEntry.settled(part, askedAt)));
        from(range, old)
                .flatMap(part -> before(part, askedAt))
                .ifPresent(
                        part -> lines.add(CoverageEntry.provisional(part, askedAt, askedAt.plus(settling.recheck()))));
        return lines;
    }

    /** The part of the range that the source has called complete. */
    Optional<TimeRange> complete(TimeRange utc) {
        return watermark.isEmpty() ? Optional.of(utc) : before(utc, watermark.get());
    }

    private Optional<TimeRange> incomplete(TimeRange utc) {
        return watermark.flatMap(reached -> from(utc, reached));
    }

    private static Optional<TimeRange> before(TimeRange range, Instant instant) {
        return range.startMs() >= instant.toEpochMilli()
                ? Optional.empty()
                : Optional.of(new TimeRange(range.start(), range.end().isBefore(instant) ? range.end() : instant));
    }

    private static Optional<TimeRange> from(TimeRange range, Instant instant) {
        return range.endMs() <= instant.toEpochMilli()
                ? Optional.empty()
                : Optional.of(new TimeRange(range.start().isAfter(instant) ? range.start() : instant, range.end()));
    }
}
