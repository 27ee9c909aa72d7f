package org.healthwarehouse;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.healthwarehouse.coverage.Gap;
import org.healthwarehouse.coverage.GapReason;
import org.healthwarehouse.model.RecordType;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.model.TimeRangeSet;

/** What one snapshot says of some dates of one source, and what it lacks of them. */
final class DayView {
    /**
     * When something is fetched, so much more on either side comes along: the night before and the end of the cycle.
     */
    private static final Duration MARGIN = Duration.ofHours(12);

    final DayRecords records;
    final Map<RecordType, DayLedger> ledgers;
    final List<DayFrame> frames;
    private final DailyPolicy policy;
    private final Instant asOf;

    DayView(
            LocalDate first,
            LocalDate last,
            DayRecords records,
            Map<RecordType, DayLedger> ledgers,
            DailyPolicy policy,
            Instant asOf) {
        this.records = records;
        this.ledgers = ledgers;
        this.policy = policy;
        this.asOf = asOf;
        frames = first.datesUntil(last.plusDays(1))
                .map(date -> DayFrame.of(date, records, asOf))
                .toList();
    }

    /** What to ask for. */
    record Due(Set<RecordType> types, TimeRange range) {}

    /** What a read shall fetch by itself; empty if nothing. */
    Optional<Due> due() {
        Set<RecordType> types = new HashSet<>();
        List<TimeRange> ranges = new ArrayList<>();
        ledgers.forEach((type, ledger) -> {
            for (DayFrame frame : frames) {
                if (ledger.fetchable() && open(ledger, frame).stream().anyMatch(gap -> isWanted(gap, frame))) {
                    types.add(type);
                    ranges.add(needed(ledger, frame));
                }
            }
        });
        return asked(types, ranges);
    }

    /** Everything, whatever is held. */
    Optional<Due> all() {
        Set<RecordType> types = new HashSet<>();
        List<TimeRange> ranges = new ArrayList<>();
        ledgers.forEach((type, ledger) -> {
            if (ledger.fetchable()) {
                types.add(type);
                frames.forEach(frame -> ranges.add(needed(ledger, frame)));
            }
        });
        return asked(types, ranges);
    }

    private Optional<Due> asked(Set<RecordType> types, List<TimeRange> ranges) {
        return TimeRangeSet.of(ranges).hull().map(hull -> new Due(types, hull.padded(MARGIN)));
    }

    private boolean isWanted(Gap gap, DayFrame frame) {
        return !DayLedger.isMissing(gap) || !asOf.isAfter(frame.dates().end().plus(policy.missingFetchedFor()));
    }

    private List<Gap> open(DayLedger ledger, DayFrame frame) {
        return ledger.open(needed(ledger, frame), staleAfter(ledger, frame), frame.over());
    }

    TimeRange needed(DayLedger ledger, DayFrame frame) {
        return ledger.reachingInto(frame.whole());
    }

    Duration staleAfter(DayLedger ledger, DayFrame frame) {
        return frame.over() ? policy.pastDayStaleAfter() : ledger.freshFor();
    }

    /** What the dates lack of a stream, whether a read would fetch it or not. */
    List<Gap> open(DayLedger ledger) {
        Map<GapReason, List<TimeRange>> byReason = new LinkedHashMap<>();
        for (DayFrame frame : frames) {
            for (Gap gap : open(ledger, frame)) {
                byReason.computeIfAbsent(gap.reason(), unused -> new ArrayList<>())
                        .add(gap.range());
            }
        }
        List<Gap> open = new ArrayList<>();
        byReason.forEach((reason, ranges) ->
                TimeRangeSet.of(ranges).ranges().forEach(range -> open.add(new Gap(range, reason))));
        return open;
    }

    /** All the time that has to be known. */
    TimeRange whole() {
        return frames.stream().map(DayFrame::whole).reduce(TimeRange::hull).orElseThrow();
    }

    /** When what is known of the date was fetched; the oldest counts. Empty if something of it never was. */
    Optional<Instant> lastSync(DayFrame frame) {
        Optional<Instant> oldest = Optional.empty();
        for (DayLedger ledger : ledgers.values()) {
            if (!ledger.possible()) {
                continue;
            }
            Optional<Instant> fetched = ledger.oldestFetch(needed(ledger, frame));
            if (fetched.isEmpty()) {
                return Optional.empty();
            }
            oldest = oldest.filter(fetched.get()::isAfter).or(() -> fetched);
        }
        return oldest;
    }

    /** How much of the past of all dates is held, from 0 to 1, averaged over what the source has. */
    double coverage() {
        return ledgers.values().stream()
                .filter(DayLedger::possible)
                .mapToDouble(ledger -> ledger.heldFraction(whole()))
                .average()
                .orElse(0);
    }

    /** The age at which the youngest of the dates is worth asking again. */
    Duration threshold() {
        DayFrame last = frames.get(frames.size() - 1);
        return ledgers.values().stream()
                .filter(DayLedger::fetchable)
                .map(ledger -> staleAfter(ledger, last))
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
    }
}
