package org.healthwarehouse.testkit.contract;

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

/** A sink between a whole connector and the contract, of which subclasses break one thing. */
class WrappedSink implements PageSink {
    final PageSink sink;
    int items;

    WrappedSink(PageSink sink) {
        this.sink = sink;
    }

    /** Whether the item that comes now is let through. */
    boolean passes() {
        items++;
        return true;
    }

    void sample(SampleType type, Device device, long startMs, long endMs, double value)
            throws MalformedResponseException {
        sink.samples(type, device).add(startMs, endMs, value);
    }

    @Override
    public SampleSink samples(SampleType type, Device device, String channel) {
        return new SampleSink() {
            @Override
            public void add(long startMs, long endMs, double value) throws MalformedResponseException {
                if (passes()) {
                    sample(type, device, startMs, endMs, value);
                }
            }

            @Override
            public void add(long startMs, long endMs, double value, Attributes note) throws MalformedResponseException {
                add(startMs, endMs, value);
            }
        };
    }

    @Override
    public void record(ParsedRecord record) {
        if (passes()) {
            sink.record(record);
        }
    }

    @Override
    public void location(ParsedLocation location) {
        if (passes()) {
            sink.location(location);
        }
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
