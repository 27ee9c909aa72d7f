package org.healthwarehouse.fulcra;

import java.util.ArrayList;
import java.util.List;
import org.healthwarehouse.connector.Claim;
import org.healthwarehouse.connector.LocalDay;
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

/** Everything that a parser hands over, in order. */
final class Collected implements PageSink {
    final List<Sample> samples = new ArrayList<>();
    final List<ParsedRecord> records = new ArrayList<>();
    final List<ParsedLocation> locations = new ArrayList<>();
    final List<Claim> claims = new ArrayList<>();
    final List<PageToken> tokens = new ArrayList<>();

    record Sample(
            SampleType type, Device device, String channel, long startMs, long endMs, double value, Attributes note) {}

    @Override
    public SampleSink samples(SampleType type, Device device, String channel) {
        return new SampleSink() {
            @Override
            public void add(long startMs, long endMs, double value) {
                add(startMs, endMs, value, Attributes.EMPTY);
            }

            @Override
            public void add(long startMs, long endMs, double value, Attributes note) {
                samples.add(new Sample(type, device, channel, startMs, endMs, value, note));
            }
        };
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
        throw new AssertionError("this source never says that something is gone");
    }

    @Override
    public void localDay(LocalDay day) {
        throw new AssertionError("this source has no local dates");
    }

    @Override
    public void problem(ParseProblem problem) {
        throw new AssertionError(problem.message());
    }

    @Override
    public void claim(Claim claim) {
        claims.add(claim);
    }

    @Override
    public void next(PageToken token) {
        tokens.add(token);
    }

    Sample onlySample() {
        if (samples.size() != 1) {
            throw new AssertionError(samples.size() + " samples instead of one");
        }
        return samples.get(0);
    }
}
