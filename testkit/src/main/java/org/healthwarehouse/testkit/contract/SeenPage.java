package org.healthwarehouse.testkit.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.healthwarehouse.connector.Claim;
import org.healthwarehouse.connector.LocalDay;
import org.healthwarehouse.connector.MalformedResponseException;
import org.healthwarehouse.connector.PageSink;
import org.healthwarehouse.connector.PageToken;
import org.healthwarehouse.connector.ParseProblem;
import org.healthwarehouse.connector.ParsedLocation;
import org.healthwarehouse.connector.ParsedRecord;
import org.healthwarehouse.connector.SampleSink;
import org.healthwarehouse.model.Attributes;
import org.healthwarehouse.model.DataType;
import org.healthwarehouse.model.Device;
import org.healthwarehouse.model.RecordKey;
import org.healthwarehouse.model.SampleType;
import org.healthwarehouse.model.TimeRange;
import org.jspecify.annotations.Nullable;

/** Writes down every call of a parser, in order. Refuses the samples that the engine refuses. */
final class SeenPage implements PageSink {
    final List<SeenItem> items = new ArrayList<>();
    final List<Claim> claims = new ArrayList<>();
    final List<LocalDay> localDays = new ArrayList<>();
    /** Types of what the page says is gone. */
    final List<DataType> deleted = new ArrayList<>();

    final List<String> refused = new ArrayList<>();
    private final List<Object> calls = new ArrayList<>();
    private final List<RecordKeyOf> keys = new ArrayList<>();
    private @Nullable PageToken next;

    /** A record or location and one of its keys. */
    record RecordKeyOf(DataType type, RecordKey key) {}

    Optional<PageToken> next() {
        return Optional.ofNullable(next);
    }

    List<RecordKeyOf> keys() {
        return keys;
    }

    /** Equal for two readings that made the same calls in the same order. */
    List<Object> calls() {
        return calls;
    }

    private void add(SeenItem item) {
        items.add(item);
        calls.add(item);
    }

    @Override
    public SampleSink samples(SampleType type, Device device, String channel) {
        return new SampleSink() {
            @Override
            public void add(long startMs, long endMs, double value) throws MalformedResponseException {
                add(startMs, endMs, value, Attributes.EMPTY);
            }

            @Override
            public void add(long startMs, long endMs, double value, Attributes note) throws MalformedResponseException {
                boolean inTime =
                        startMs >= TimeRange.EARLIEST.toEpochMilli() && endMs < TimeRange.LATEST.toEpochMilli();
                if (!Double.isFinite(value) || endMs < startMs || !inTime) {
                    String rule = "a sample of " + type + " must be finite, not end before it starts, and be in time";
                    refused.add(rule);
                    throw new MalformedResponseException(rule, "some sample");
                }
                SeenPage.this.add(SeenItem.sample(type, device, channel, startMs, endMs, value, note));
            }
        };
    }

    @Override
    public void record(ParsedRecord record) {
        record.keys().forEach(key -> keys.add(new RecordKeyOf(record.type(), key)));
        add(SeenItem.record(record));
    }

    @Override
    public void location(ParsedLocation location) {
        keys.add(new RecordKeyOf(location.type(), location.key()));
        add(SeenItem.location(location));
    }

    @Override
    public void deleted(DataType type, RecordKey key) {
        deleted.add(type);
        calls.add(List.of(type, key));
    }

    @Override
    public void localDay(LocalDay day) {
        localDays.add(day);
        calls.add(day);
    }

    @Override
    public void problem(ParseProblem problem) {
        calls.add(problem);
    }

    @Override
    public void claim(Claim claim) {
        claims.add(claim);
        calls.add(claim);
    }

    @Override
    public void next(PageToken token) {
        next = token;
        calls.add(token);
    }
}
