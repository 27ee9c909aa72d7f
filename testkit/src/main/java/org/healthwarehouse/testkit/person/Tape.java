package org.healthwarehouse.testkit.person;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Takes down what the devices report of one metric on one day. */
final class Tape {
    private static final Comparator<PersonSample> ORDER = Comparator.comparing(PersonSample::start)
            .thenComparing(PersonSample::end)
            .thenComparing(sample -> sample.device().kind());

    private final DayPlan day;
    private final PersonMetric metric;
    private final List<PersonSample> samples = new ArrayList<>();

    Tape(DayPlan day, PersonMetric metric) {
        this.day = day;
        this.metric = metric;
    }

    void point(DeviceKind device, long ms, double value) {
        span(device, ms, ms, value);
    }

    void span(DeviceKind device, Span span, double value) {
        span(device, span.fromMs(), span.toMs(), value);
    }

    /** A device reports at most one sample of a metric per start, so that these together are its identity. */
    void span(DeviceKind device, long startMs, long endMs, double value) {
        Instant start = Instant.ofEpochMilli(startMs);
        Instant end = startMs == endMs ? start : Instant.ofEpochMilli(endMs);
        samples.add(new PersonSample(
                day.chance().uuid(metric.key() + device.key(), startMs),
                metric,
                day.equipment().device(device),
                start,
                end,
                value));
    }

    List<PersonSample> inStartOrder() {
        samples.sort(ORDER);
        return samples;
    }
}
