package org.healthwarehouse.system;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.healthwarehouse.connector.ForwardingPageSink;
import org.healthwarehouse.connector.MalformedResponseException;
import org.healthwarehouse.connector.PageSink;
import org.healthwarehouse.connector.ParsedLocation;
import org.healthwarehouse.connector.ParsedRecord;
import org.healthwarehouse.connector.SampleSink;
import org.healthwarehouse.model.Attributes;
import org.healthwarehouse.model.Device;
import org.healthwarehouse.model.RecordKey;
import org.healthwarehouse.model.SampleType;

/** Faults of parsers that a later version mends. */
final class Misreadings {
    private Misreadings() {}

    /** Every item is found, but what it says is wrong. */
    static PageSink wrongValues(PageSink right) {
        return new ForwardingPageSink(right) {
            @Override
            public SampleSink samples(SampleType type, Device device, String channel) {
                SampleSink samples = super.samples(type, device, channel);
                return new Samples(samples) {
                    @Override
                    public void add(long start, long end, double value) throws MalformedResponseException {
                        samples.add(start, end, start / 1000 % 7 == 0 ? value : value * 2 + 1);
                    }
                };
            }

            @Override
            public void record(ParsedRecord record) {
                Map<String, Object> attributes =
                        new HashMap<>(record.attributes().asMap());
                attributes.put("misread", 1.0);
                super.record(new ParsedRecord(
                        record.type(),
                        record.keys(),
                        record.start(),
                        record.end(),
                        record.updatedAt(),
                        record.open(),
                        Attributes.of(attributes)));
            }

            @Override
            public void location(ParsedLocation fix) {
                super.location(new ParsedLocation(
                        fix.type(),
                        fix.key(),
                        fix.time(),
                        fix.latitude() / 2,
                        fix.longitude(),
                        fix.accuracy(),
                        fix.attributes()));
            }
        };
    }

    /** Devices, times and keys are wrong, and some items are missing or were never there. */
    static PageSink otherIdentities(PageSink right) {
        return new ForwardingPageSink(right) {
            @Override
            public SampleSink samples(SampleType type, Device device, String channel) {
                SampleSink samples = super.samples(type, Device.of(device.key() + "-misread"), channel);
                long hour = Duration.ofHours(1).toMillis();
                return new Samples(samples) {
                    @Override
                    public void add(long start, long end, double value) throws MalformedResponseException {
                        if (Math.floorDiv(start, 60_000) % 7 != 0) {
                            samples.add(start + hour, end + hour, value);
                        }
                        samples.add(start + hour + 1, end + hour + 1, value);
                    }
                };
            }

            @Override
            public void record(ParsedRecord record) {
                super.record(new ParsedRecord(
                        record.type(),
                        Set.of(
                                record.keys().iterator().next(),
                                new RecordKey("day", record.start().toString().substring(0, 10))),
                        record.start().plus(Duration.ofMinutes(30)),
                        record.end().plus(Duration.ofMinutes(30)),
                        record.updatedAt(),
                        record.open(),
                        record.attributes()));
            }

            @Override
            public void location(ParsedLocation fix) {
                super.location(new ParsedLocation(
                        fix.type(),
                        new RecordKey("misread", fix.key().value()),
                        fix.time(),
                        fix.latitude(),
                        fix.longitude(),
                        fix.accuracy(),
                        fix.attributes()));
            }
        };
    }

    /** Samples without attributes like those with them. */
    private abstract static class Samples implements SampleSink {
        private final SampleSink right;

        Samples(SampleSink right) {
            this.right = right;
        }

        @Override
        public void add(long start, long end, double value, Attributes note) throws MalformedResponseException {
            right.add(start, end, value, note);
        }
    }
}
