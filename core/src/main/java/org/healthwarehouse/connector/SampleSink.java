package org.healthwarehouse.connector;

import org.healthwarehouse.model.Attributes;

/** Takes the samples of one series. */
public interface SampleSink {
    /**
     * A sample.
     *
     * @param startMs UTC epoch milliseconds
     * @param endMs UTC epoch milliseconds; equal to the start for an instantaneous sample
     * @param value in the unit of the type
     * @throws MalformedResponseException if the value is not finite, the sample ends before it starts, or its time lies
     *     outside the years 1900 to 2199
     */
    void add(long startMs, long endMs, double value) throws MalformedResponseException;

    /** A sample with attributes of its own, for the few that have some. */
    void add(long startMs, long endMs, double value, Attributes note) throws MalformedResponseException;
}
