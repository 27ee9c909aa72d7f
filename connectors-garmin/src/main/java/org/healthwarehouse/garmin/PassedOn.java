package org.healthwarehouse.garmin;

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

/** Passes everything on; what is to be changed on the way, a subclass changes. */
abstract class PassedOn implements PageSink {
    final PageSink sink;

    PassedOn(PageSink sink) {
        this.sink = sink;
    }

    @Override
    public SampleSink samples(SampleType type, Device device, String channel) {
        return sink.samples(type, device, channel);
    }

    @Override
    public void record(ParsedRecord record) {
        sink.record(record);
    }

    @Override
    public void location(ParsedLocation location) {
        sink.location(location);
    }

    @Override
    public void deleted(DataType type, RecordKey key) {
        sink.deleted(type, key);
    }

    @Override
    public void localDay(LocalDay day) {
        sink.localDay(day);
    }

    @Override
    public void problem(ParseProblem problem) {
        sink.problem(problem);
    }

    @Override
    public void claim(Claim claim) {
        sink.claim(claim);
    }

    @Override
    public void next(PageToken token) {
        sink.next(token);
    }
}
