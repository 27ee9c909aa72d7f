package org.healthwarehouse.garmin;

import org.healthwarehouse.connector.MalformedResponseException;
import org.healthwarehouse.connector.PageSink;
import org.healthwarehouse.garmin.fit.FitMessage;
import org.healthwarehouse.model.Device;
import org.healthwarehouse.model.SampleType;

/** Where the samples of one device go. What is no number, or has no place in time, is left out. */
record Samples(Device device, PageSink sink) {
    /** A reading of one moment. */
    void moment(SampleType type, long timeMs, double value) throws MalformedResponseException {
        span(type, "", timeMs, timeMs, value);
    }

    /** An amount, or a state, of a span of time. */
    void span(SampleType type, long startMs, long endMs, double value) throws MalformedResponseException {
        span(type, "", startMs, endMs, value);
    }

    /** The same for one channel of the device. */
    void span(SampleType type, String channel, long startMs, long endMs, double value)
            throws MalformedResponseException {
        boolean placed = startMs != FitMessage.NO_TIME && startMs <= endMs;
        if (placed && Double.isFinite(value)) {
            sink.samples(type, device, channel).add(startMs, endMs, value);
        }
    }
}
