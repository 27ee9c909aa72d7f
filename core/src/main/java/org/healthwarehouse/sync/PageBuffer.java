package org.healthwarehouse.sync;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.healthwarehouse.connector.Claim;
import org.healthwarehouse.connector.LocalDay;
import org.healthwarehouse.connector.PageSink;
import org.healthwarehouse.connector.PageToken;
import org.healthwarehouse.connector.ParseProblem;
import org.healthwarehouse.connector.ParsedLocation;
import org.healthwarehouse.connector.ParsedRecord;
import org.healthwarehouse.connector.SampleSink;
import org.healthwarehouse.model.DataType;
import org.healthwarehouse.model.Device;
import org.healthwarehouse.model.RecordKey;
import org.healthwarehouse.model.SampleType;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.model.TimeRangeSet;
import org.healthwarehouse.storage.PageContent;
import org.healthwarehouse.storage.SampleBatch;
import org.jspecify.annotations.Nullable;

/** Holds what is read off one page until the page was read to its end. */
final class PageBuffer implements PageSink {
    private final Map<SeriesName, SampleColumns> series = new LinkedHashMap<>();
    private final List<ParsedRecord> records = new ArrayList<>();
    private final List<ParsedLocation> locations = new ArrayList<>();
    private final List<PageContent.Deletion> deleted = new ArrayList<>();
    private final List<LocalDay> localDays = new ArrayList<>();
    private final List<ParseProblem> problems = new ArrayList<>();
    private final Map<DataType, TimeRangeSet> claims = new LinkedHashMap<>();
    private @Nullable PageToken next;

    @Override
    public SampleSink samples(SampleType type, Device device, String channel) {
        return series.computeIfAbsent(
                new SeriesName(type, device, channel), name -> new SampleColumns(type, device, channel));
    }

    @Override
    public void record(ParsedRecord record) {
        records.add(record);
    }

    @Override
    public void location(ParsedLocation location) {
        locations.add(location);
    }

    @Override
    public void deleted(DataType type, RecordKey key) {
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
        claims.merge(claim.type(), TimeRangeSet.of(claim.range()), TimeRangeSet::union);
    }

    @Override
    public void next(PageToken token) {
        next = token;
    }

    Optional<PageToken> next() {
        return Optional.ofNullable(next);
    }

    /** What the page claims of a type, inside the given range. */
    TimeRangeSet claimed(DataType type, TimeRange within) {
        return claims.getOrDefault(type, TimeRangeSet.EMPTY).intersection(TimeRangeSet.of(within));
    }

    PageContent content() {
        List<SampleBatch> batches =
                series.values().stream().map(SampleColumns::batch).toList();
        return new PageContent(batches, records, locations, deleted, localDays, problems);
    }

    private record SeriesName(SampleType type, Device device, String channel) {}
}
