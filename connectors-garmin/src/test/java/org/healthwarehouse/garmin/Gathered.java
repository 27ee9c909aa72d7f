package org.healthwarehouse.garmin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.healthwarehouse.connector.Claim;
import org.healthwarehouse.connector.LocalDay;
import org.healthwarehouse.connector.MalformedResponseException;
import org.healthwarehouse.connector.PageSink;
import org.healthwarehouse.connector.PageToken;
import org.healthwarehouse.connector.ParseProblem;
import org.healthwarehouse.connector.ParsedLocation;
import org.healthwarehouse.connector.ParsedRecord;
import org.healthwarehouse.connector.RawBody;
import org.healthwarehouse.connector.SampleSink;
import org.healthwarehouse.model.Attributes;
import org.healthwarehouse.model.DataType;
import org.healthwarehouse.model.Device;
import org.healthwarehouse.model.RecordKey;
import org.healthwarehouse.model.SampleType;

/** Everything that was read off a file, in order; as strict as the engine. */
final class Gathered implements PageSink {
    private static final long FIRST = Instant.parse("1900-01-01T00:00:00Z").toEpochMilli();
    private static final long LAST = Instant.parse("2200-01-01T00:00:00Z").toEpochMilli();

    final List<Sample> samples = new ArrayList<>();
    final List<ParsedRecord> records = new ArrayList<>();
    final List<ParsedLocation> locations = new ArrayList<>();
    final List<ParseProblem> problems = new ArrayList<>();

    record Sample(SampleType type, Device device, String channel, long startMs, long endMs, double value) {}

    static Gathered from(byte[] file) throws MalformedResponseException {
        Gathered gathered = new Gathered();
        FitPage.parse(RawBody.of(file), gathered);
        return gathered;
    }

    Stream<Sample> of(SampleType type) {
        return samples.stream().filter(sample -> sample.type().equals(type));
    }

    double sum(SampleType type) {
        return of(type).mapToDouble(Sample::value).sum();
    }

    @Override
    public SampleSink samples(SampleType type, Device device, String channel) {
        return new SampleSink() {
            @Override
            public void add(long startMs, long endMs, double value) {
                assertThat(value).isFinite();
                assertThat(startMs).isBetween(FIRST, endMs);
                assertThat(endMs).isLessThan(LAST);
                samples.add(new Sample(type, device, channel, startMs, endMs, value));
            }

            @Override
            public void add(long startMs, long endMs, double value, Attributes note) {
                throw new AssertionError("no sample of these files has a note");
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
        throw new AssertionError("a file never says that something is gone");
    }

    @Override
    public void localDay(LocalDay day) {
        throw new AssertionError("a file has no local dates");
    }

    @Override
    public void problem(ParseProblem problem) {
        problems.add(problem);
    }

    @Override
    public void claim(Claim claim) {
        throw new AssertionError("one file does not know what is held");
    }

    @Override
    public void next(PageToken token) {
        throw new AssertionError("a file has no pages");
    }
}
