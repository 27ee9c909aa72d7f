package org.healthwarehouse.sync;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.healthwarehouse.connector.Claim;
import org.healthwarehouse.connector.FeedSpec;
import org.healthwarehouse.connector.ParsedRecord;
import org.healthwarehouse.connector.Selection;
import org.healthwarehouse.coverage.LedgerAxis;
import org.healthwarehouse.coverage.TimeAxis;
import org.healthwarehouse.model.Attributes;
import org.healthwarehouse.model.DataType;
import org.healthwarehouse.model.HealthRecord;
import org.healthwarehouse.model.RecordType;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.model.TimeRangeSet;
import org.healthwarehouse.storage.PageContent;
import org.jspecify.annotations.Nullable;

/** What all pages of a chunk together say, besides what they hold: belongs to one lane. */
final class ChunkAnswer {
    /** A local date begins at most so far from the UTC midnight of that date, and a night belongs to one of two. */
    private static final Duration DATE_MARGIN = Duration.ofDays(1);

    private final FeedSpec feed;
    private final Map<DataType, TimeRangeSet> complete = new HashMap<>();
    private final List<Claim> unavailable = new ArrayList<>();
    private final Listing listing = new Listing();
    private final OpenRecords open = new OpenRecords();
    private @Nullable Instant first;
    private @Nullable Instant last;

    ChunkAnswer(FeedSpec feed) {
        this.feed = feed;
    }

    /**
     * Takes note of a page; a listing is complete only where each of its pages says so, and a type of which an item
     * could not be read is not: the item is there, but nobody knows which it is.
     */
    void add(PageBuffer buffer, PageContent content, Instant asked) {
        first = first == null ? asked : first;
        last = asked;
        for (DataType type : feed.primaryFor()) {
            TimeRangeSet ranges = isWhole(content, type) ? buffer.complete(type) : TimeRangeSet.EMPTY;
            complete.merge(type, ranges, TimeRangeSet::intersection);
        }
        Set<DataType> listed = complete.keySet().stream()
                .filter(type -> !complete.getOrDefault(type, TimeRangeSet.EMPTY).isEmpty())
                .collect(Collectors.toSet());
        if (!listed.isEmpty()) {
            listing.add(content, listed);
        }
        buffer.unavailable().stream()
                .filter(claim -> feed.primaryFor().contains(claim.type()))
                .forEach(unavailable::add);
        open.add(content, feed.primaryFor());
    }

    private static boolean isWhole(PageContent content, DataType type) {
        return content.problems().stream()
                .noneMatch(problem ->
                        problem.type().isEmpty() || problem.type().get().equals(type));
    }

    /** When the first page was asked for. */
    Instant first() {
        return Objects.requireNonNull(first, "an answer has a page");
    }

    /** When the last page so far was asked for. */
    Instant last() {
        return Objects.requireNonNull(last, "an answer has a page");
    }

    List<Claim> unavailable() {
        return unavailable;
    }

    Listing listing() {
        return listing;
    }

    OpenRecords open() {
        return open;
    }

    /** Where all pages claim to list the type completely. */
    TimeRangeSet complete(DataType type) {
        return complete.getOrDefault(type, TimeRangeSet.EMPTY);
    }

    /** The types that all pages claim to list completely somewhere. */
    Set<DataType> listed() {
        return complete.entrySet().stream()
                .filter(entry -> !entry.getValue().isEmpty())
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    /**
     * Where a stored item that the source has is certainly named.
     *
     * @param core the vendor is unsure as far beyond either edge as the feed is padded; empty if that leaves nothing
     * @param whole what the listing is complete for, from edge to edge
     */
    record Certain(Optional<TimeRange> core, TimeRange whole) {}

    /**
     * The parts of the listing that prove something.
     *
     * @param within what was missing, for others may be fetching the rest
     */
    List<Certain> certain(DataType type, TimeRange within) {
        long margin = margin();
        List<Certain> certain = new ArrayList<>();
        for (TimeRange listed : complete.getOrDefault(type, TimeRangeSet.EMPTY).ranges()) {
            Optional<TimeRange> core = listed.startMs() + margin < listed.endMs() - margin
                    ? TimeRange.ofMillis(listed.startMs() + margin, listed.endMs() - margin)
                            .intersection(within)
                    : Optional.empty();
            Optional<TimeRange> whole = goesByDates() ? listed.intersection(within) : Optional.of(listed);
            if (whole.isPresent() && (core.isPresent() || goesByDates())) {
                certain.add(new Certain(core, whole.get()));
            }
        }
        return certain;
    }

    private boolean goesByDates() {
        return feed.axis() == TimeAxis.LOCAL_DATE || feed.selection() == Selection.DATES;
    }

    /** Whether a record would be named. One that says to which date it belongs goes by that where the feed does. */
    boolean names(Certain certain, HealthRecord record) {
        return names(certain, record.type(), record.attributes(), record.start(), record.end());
    }

    /** The same of a record that was read off a page. */
    boolean names(Certain certain, ParsedRecord record) {
        return names(certain, record.type(), record.attributes(), record.start(), record.end());
    }

    private boolean names(Certain certain, RecordType type, Attributes attributes, Instant start, Instant end) {
        Optional<LocalDate> date = goesByDates() ? date(type, attributes) : Optional.empty();
        return date.isPresent()
                ? !date.get().isBefore(LedgerAxis.firstDate(certain.whole()))
                        && date.get().isBefore(LedgerAxis.endDate(certain.whole()))
                : names(certain, start.toEpochMilli(), end.toEpochMilli());
    }

    private static Optional<LocalDate> date(RecordType type, Attributes attributes) {
        try {
            return type.dateField().flatMap(attributes::text).map(LocalDate::parse);
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /**
     * Whether an item would be named. It lies wholly inside what the listing is complete for, and the feed selects it
     * by what lies in the core; of feeds that go by dates only what lies wholly inside the core is certain.
     */
    boolean names(Certain certain, long startMs, long endMs) {
        if (certain.core().isEmpty()) {
            return false;
        }
        TimeRange core = certain.core().get();
        TimeRange whole = certain.whole();
        boolean inCore = startMs >= core.startMs() && startMs < core.endMs();
        if (goesByDates()) {
            return inCore && endMs <= core.endMs();
        }
        boolean selected = inCore
                || (feed.selection() == Selection.INTERSECTS && startMs < core.endMs() && endMs > core.startMs());
        return selected && startMs >= whole.startMs() && endMs <= whole.endMs();
    }

    /** Where items begin that may be named by this part of the listing. */
    TimeRange reach(Certain certain) {
        long margin = goesByDates() ? DATE_MARGIN.multipliedBy(2).toMillis() : 0;
        long end = certain.core().map(TimeRange::endMs).orElse(certain.whole().endMs());
        return TimeRange.ofMillis(
                certain.whole().startMs() - margin,
                goesByDates() ? certain.whole().endMs() + margin : end);
    }

    /** What has to be asked about again so that the listing is certain in the range. */
    TimeRange askedFor(TimeRange certain) {
        return TimeRange.ofMillis(certain.startMs() - margin(), certain.endMs() + margin());
    }

    private long margin() {
        return feed.padding().plus(goesByDates() ? DATE_MARGIN : Duration.ZERO).toMillis();
    }
}
