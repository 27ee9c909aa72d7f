package org.healthwarehouse.testkit.contract;

import org.healthwarehouse.connector.ForwardingPageSink;
import org.healthwarehouse.connector.MalformedResponseException;
import org.healthwarehouse.connector.PageSink;
import org.healthwarehouse.connector.ParsedLocation;
import org.healthwarehouse.connector.ParsedRecord;
import org.healthwarehouse.connector.SampleSink;
import org.healthwarehouse.model.Attributes;
import org.healthwarehouse.model.Device;
import org.healthwarehouse.model.SampleType;

/** A sink between a whole connector and the contract, of which subclasses break one thing. */
class WrappedSink extends ForwardingPageSink {
    int items;

    WrappedSink(PageSink sink) {
        super(sink);
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
            super.record(record);
        }
    }

    @Override
    public void location(ParsedLocation location) {
        if (passes()) {
            super.location(location);
        }
    }
}
