package org.healthwarehouse.sync;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.healthwarehouse.connector.Claim;
import org.healthwarehouse.connector.LocalDay;
import org.healthwarehouse.connector.PageSink;
import org.healthwarehouse.connector.PageToken;
import org.healthwarehouse.connector.ParseProblem;
import org.healthwarehouse.connector.ParsedLocation;
import org.healthwarehouse.connector.ParsedRecord;
import org.healthwarehouse.connector.SampleSink;
import org.healthwarehouse.coverage.Held;
import org.healthwarehouse.model.DataType;
import org.healthwarehouse.model.Device;
import org.healthwarehouse.model.RecordKey;
import org.healthwarehouse.model.SampleType;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.model.TimeRangeSet;
import org.healthwarehouse.storage.PageContent;
import org.healthwarehouse.storage.SampleBatch;
import org.jspecify.annotations.Nullable;

/**
 * Holds what is read off one page until the page was read to its end. Where a page both names and deletes an item, its
 * last word on it counts.
 */
final class PageBuffer implements PageSink {
    private final Map<SeriesName, SampleColumns> series = new LinkedHashMap<>();
    private final List<ParsedRecord> records = new ArrayList<>();
    private final List<ParsedLocation> locations = new ArrayList<>();
    private final List<PageContent.Deletion> deleted = new ArrayList<>();
    private final List<LocalDay> localDays = new ArrayList<>();
    private final List<ParseProblem> problems = new ArrayList<>();
    private final Map<DataType, TimeRangeSet> claims = new LinkedHashMap<>();
    private final Map<DataType, TimeRangeSet> complete = new LinkedHashMap<>();
    private final List<Claim> unavailable = new ArrayList<>();
    private @Nullable PageToken next;

    @Override
    public SampleSink samples(SampleType type, Device device, String channel) {
        return series.computeIfAbsent(
                new SeriesName(type, device, channel), name -> new SampleColumns(type, device, channel));
    }

    @Override
    public void record(ParsedRecord record) {
        deleted.removeIf(
                gone -> gone.type().equals(record.type()) && record.keys().contains(gone.key()));
        records.add(record);
    }

    @Override
    public void location(ParsedLocation location) {
        deleted.removeIf(
                gone -> gone.type().equals(location.type()) && location.key().equals(gone.key()));
        locations.add(location);
    }

    @Override
    public void deleted(DataType type, RecordKey key) {
        records.removeIf(named -> named.type().equals(type) && named.keys().contains(key));
        locations.removeIf(named -> named.type().equals(type) && named.key().equals(key));
        deleted.add(new PageContent.Deletion(type, key));
    }

    @Override
    public void localDay(LocalDay day) {
        localDays.add(day);
    }

    @Override
    public void problem(ParseProblem problem) {
        problems.add(problem);
    }

    @Override
    public void claim(Claim claim) {
        TimeRangeSet range = TimeRangeSet.of(claim.range());
        if (claim.held() == Held.UNAVAILABLE) {
            unavailable.add(claim);
            return;
        }
        claims.merge(claim.type(), range, TimeRangeSet::union);
        if (claim.completeListing()) {
            complete.merge(claim.type(), range, TimeRangeSet::union);
        }
    }

    @Override
    public void next(PageToken token) {
        next = token;
    }

    Optional<PageToken> next() {
        return Optional.ofNullable(next);
    }

    /** The identities of all records and locations of the page. */
    Set<Set<RecordKey>> named() {
        Set<Set<RecordKey>> named = new HashSet<>();
        records.forEach(record -> named.add(record.keys()));
        locations.forEach(location -> named.add(Set.of(location.key())));
        return named;
    }

    /** What the page claims to hold of a type, inside the given range. */
    TimeRangeSet claimed(DataType type, TimeRange within) {
        return without(claims, type).intersection(TimeRangeSet.of(within));
    }

    /** The types of which the page claims to hold something. */
    Set<DataType> claimedTypes() {
        return claims.keySet();
    }

    /** Where the page claims to be part of a complete listing of the type, also beyond what was missing. */
    TimeRangeSet complete(DataType type) {
        return without(complete, type);
    }

    /** Of what the page says that the source cannot tell. */
    List<Claim> unavailable() {
        return unavailable;
    }

    /** Where a page claims both, the source cannot tell. */
    private TimeRangeSet without(Map<DataType, TimeRangeSet> claimed, DataType type) {
        TimeRangeSet ranges = claimed.getOrDefault(type, TimeRangeSet.EMPTY);
        return unavailable.isEmpty()
                ? ranges
                : ranges.minus(TimeRangeSet.of(unavailable.stream()
                        .filter(claim -> claim.type().equals(type))
                        .map(Claim::range)
                        .toList()));
    }

    PageContent content() {
        List<SampleBatch> batches =
                series.values().stream().map(SampleColumns::batch).toList();
        return new PageContent(batches, records, locations, deleted, localDays, problems);
    }

    private record SeriesName(SampleType type, Device device, String channel) {}
}
