package org.healthwarehouse.coverage;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.healthwarehouse.coverage.Coverage.Span;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.model.TimeRangeSet;

/** Derives the spans of a coverage: together exactly the range, neighbours always different. */
final class CoverageSpans {
    private CoverageSpans() {}

    static List<Span> derive(
            TimeRange range, List<CoverageEntry> lines, Set<Instant> daysWithData, List<Span> failures) {
        List<Span> spans = new ArrayList<>();
        for (CoverageEntry line : lines) {
            line.range().intersection(range).ifPresent(part -> spans.addAll(ofLine(line, part, daysWithData)));
        }
        TimeRangeSet open = CoverageLedger.unknown(range, lines);
        for (Span failure : failures) {
            for (TimeRange part :
                    open.intersection(TimeRangeSet.of(failure.range())).ranges()) {
                spans.add(new Span(part, CoverageState.FAILED, failure.detail(), failure.fetchedAt()));
            }
            open = open.minus(TimeRangeSet.of(failure.range()));
        }
        for (TimeRange part : open.ranges()) {
            spans.add(new Span(part, CoverageState.NOT_FETCHED, "", Optional.empty()));
        }
        spans.sort(Comparator.comparing(Span::range));
        return merged(spans);
    }

    private static List<Span> ofLine(CoverageEntry line, TimeRange part, Set<Instant> daysWithData) {
        Optional<Instant> fetchedAt = Optional.of(line.fetchedAt());
        if (line.held() == Held.PURGED) {
            return List.of(new Span(part, CoverageState.PURGED, line.reason(), fetchedAt));
        }
        if (line.held() == Held.UNAVAILABLE) {
            return List.of(new Span(part, CoverageState.UNAVAILABLE, line.reason(), fetchedAt));
        }
        if (!line.settled()) {
            return List.of(new Span(part, CoverageState.PROVISIONAL, "", fetchedAt));
        }
        List<Span> days = new ArrayList<>();
        for (Instant day = part.start().truncatedTo(ChronoUnit.DAYS); day.isBefore(part.end()); ) {
            Instant next = day.plus(Duration.ofDays(1));
            CoverageState state = daysWithData.contains(day) ? CoverageState.DATA : CoverageState.EMPTY;
            new TimeRange(day, next)
                    .intersection(part)
                    .ifPresent(cell -> days.add(new Span(cell, state, "", fetchedAt)));
            day = next;
        }
        return days;
    }

    private static List<Span> merged(List<Span> spans) {
        List<Span> merged = new ArrayList<>();
        for (Span span : spans) {
            int last = merged.size() - 1;
            if (last >= 0 && same(merged.get(last), span)) {
                Span before = merged.get(last);
                merged.set(
                        last,
                        new Span(before.range().hull(span.range()), span.state(), span.detail(), span.fetchedAt()));
            } else {
                merged.add(span);
            }
        }
        return merged;
    }

    private static boolean same(Span a, Span b) {
        return a.state() == b.state()
                && a.detail().equals(b.detail())
                && a.fetchedAt().equals(b.fetchedAt())
                && a.range().end().equals(b.range().start());
    }
}
