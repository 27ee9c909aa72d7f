package org.healthwarehouse.connector;

import java.util.Objects;
import org.healthwarehouse.model.DataType;
import org.healthwarehouse.model.Device;
import org.healthwarehouse.model.RecordKey;
import org.healthwarehouse.model.SampleType;

/**
 * Passes everything on to another sink; a subclass overrides what it wants otherwise. For connectors that wrap another,
 * or that read one page by several hands. Used by one thread, as every sink.
 */
public abstract class ForwardingPageSink implements PageSink {
    /** Where everything goes. */
    protected final PageSink sink;

    /** Passes on to that sink. */
    protected ForwardingPageSink(PageSink sink) {
        this.sink = Objects.requireNonNull(sink, "sink");
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
