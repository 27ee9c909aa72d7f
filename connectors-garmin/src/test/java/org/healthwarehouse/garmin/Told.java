package org.healthwarehouse.garmin;

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
import org.jspecify.annotations.Nullable;

/** What a page of the service told besides its items, which are only counted. */
final class Told implements PageSink {
    final List<Claim> claims = new ArrayList<>();
    final List<LocalDay> days = new ArrayList<>();
    final List<ParseProblem> problems = new ArrayList<>();
    int items;

    @Nullable
    PageToken next;

    @Override
    public SampleSink samples(SampleType type, Device device, String channel) {
        return new SampleSink() {
            @Override
            public void add(long startMs, long endMs, double value) {
                items++;
            }

            @Override
            public void add(long startMs, long endMs, double value, Attributes note) {
                items++;
            }
        };
    }

    @Override
    public void record(ParsedRecord record) {
        items++;
    }

    @Override
    public void location(ParsedLocation location) {
        items++;
    }

    @Override
    public void deleted(DataType type, RecordKey key) {
        throw new AssertionError("no page says that something is gone");
    }

    @Override
    public void localDay(LocalDay day) {
        days.add(day);
    }

    @Override
    public void problem(ParseProblem problem) {
        problems.add(problem);
    }

    @Override
    public void claim(Claim claim) {
        claims.add(claim);
    }

    @Override
    public void next(PageToken token) {
        next = token;
    }
}
