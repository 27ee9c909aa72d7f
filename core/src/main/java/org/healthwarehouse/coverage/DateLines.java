package org.healthwarehouse.coverage;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.healthwarehouse.model.TimeRange;

/**
 * The lines of an answer about local dates. A date is judged as a whole, from its true interval: it is settled if every
 * part of it is, else due as early as any part. A date that has not begun is not claimed; one that has not ended is
 * provisional.
 */
final class DateLines {
    private final AnswerRules rules;
    private final LedgerAxis axis;
    private final AnswerData data;

    DateLines(AnswerRules rules, LedgerAxis axis, AnswerData data) {
        this.rules = rules;
        this.axis = axis;
        this.data = data;
    }

    void of(TimeRange dates, List<CoverageEntry> lines, List<TimeRange> neverCompleted) {
        LocalDate end = LedgerAxis.endDate(dates);
        for (LocalDate date = LedgerAxis.firstDate(dates); date.isBefore(end); date = date.plusDays(1)) {
            TimeRange interval = axis.interval(date);
            if (interval.startMs() < rules.askedAt().toEpochMilli()) {
                CoverageEntry line = line(date, interval);
                add(lines, line);
                if (line.settled() && !isComplete(interval)) {
                    neverCompleted.add(line.range());
                }
            }
        }
    }

    private CoverageEntry line(LocalDate date, TimeRange interval) {
        TimeRange cell = TimeRange.ofDates(date, date.plusDays(1));
        Instant now = rules.askedAt();
        boolean over = !interval.end().isAfter(now);
        // A date that is not over has a part beside the present, which is never settled.
        List<CoverageEntry> parts = rules.byAge(over ? interval : new TimeRange(interval.start(), now));
        Optional<Instant> due =
                parts.stream().flatMap(part -> part.dueAt().stream()).min(Instant::compareTo);
        if (due.isEmpty() && !over) {
            due = Optional.of(now.plus(rules.settling().recheck()));
        }
        if (over && rules.lateArrival() && isComplete(interval) && !data.holds(date, axis.likeliest(date))) {
            due = LateArrival.due(interval.end(), due, now);
        }
        return due.map(at -> CoverageEntry.provisional(cell, now, at))
                .orElseGet(() -> CoverageEntry.settled(cell, now));
    }

    private boolean isComplete(TimeRange interval) {
        return rules.complete(interval).filter(interval::equals).isPresent();
    }

    /** A decade of equal dates is one line. */
    private static void add(List<CoverageEntry> lines, CoverageEntry line) {
        int last = lines.size() - 1;
        Optional<CoverageEntry> both =
                last < 0 ? Optional.empty() : lines.get(last).mergedWith(line);
        if (both.isPresent()) {
            lines.set(last, both.get());
        } else {
            lines.add(line);
        }
    }
}
