package org.healthwarehouse.garmin;

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

/** Where goes what is only read to know how new it is. */
final class Nowhere implements PageSink {
    private static final SampleSink SAMPLES = new SampleSink() {
        @Override
        public void add(long startMs, long endMs, double value) {}

        @Override
        public void add(long startMs, long endMs, double value, Attributes note) {}
    };

    @Override
    public SampleSink samples(SampleType type, Device device, String channel) {
        return SAMPLES;
    }

    @Override
    public void record(ParsedRecord record) {}

    @Override
    public void location(ParsedLocation location) {}

    @Override
    public void deleted(DataType type, RecordKey key) {}

    @Override
    public void localDay(LocalDay day) {}

    @Override
    public void problem(ParseProblem problem) {}

    @Override
    public void claim(Claim claim) {}

    @Override
    public void next(PageToken token) {}
}
