package org.healthwarehouse.system;

import static org.healthwarehouse.model.DataTypes.HEART_RATE;
import static org.healthwarehouse.model.DataTypes.LOCATION;
import static org.healthwarehouse.model.DataTypes.STEPS;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.healthwarehouse.connector.ParsedLocation;
import org.healthwarehouse.connector.ParsedRecord;
import org.healthwarehouse.coverage.CoverageEntry;
import org.healthwarehouse.coverage.Held;
import org.healthwarehouse.model.Attributes;
import org.healthwarehouse.model.Device;
import org.healthwarehouse.model.RecordKey;
import org.healthwarehouse.model.RecordType;
import org.healthwarehouse.model.RecordType.Field;
import org.healthwarehouse.model.RecordType.Kind;
import org.healthwarehouse.model.SampleType;
import org.healthwarehouse.model.SourceId;
import org.healthwarehouse.model.StreamId;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.model.UserId;
import org.healthwarehouse.storage.PageContent;
import org.healthwarehouse.storage.SampleBatch;

/** Two people, two sources, several devices, odd names, extreme values, nulls and nested attributes. */
final class OddStore {
    static final UserId ODD = UserId.of("../Ann/é=1 %世");
    static final SourceId FULCRA = SourceId.of("fulcra");
    static final SourceId OTHER = SourceId.of("other, \"quoted\"");
    static final Instant START = Instant.parse("2025-12-31T23:00:00Z");
    static final RecordType RIDE = new RecordType(
            "ride",
            List.of(
                    new Field("title", Kind.TEXT, "1", "What it is called."),
                    new Field("distance", Kind.NUMBER, "m", "How far."),
                    new Field("serial", Kind.INTEGER, "1", "Its number."),
                    new Field("indoor", Kind.BOOLEAN, "1", "Whether it was indoors."),
                    new Field("paused_at", Kind.INSTANT, "1", "When it was paused."),
                    new Field("laps", Kind.JSON, "1", "Its laps."),
                    new Field("Start_Time", Kind.TEXT, "1", "Is called like a column.")),
            "A ride.");

    private OddStore() {}

    static void fill(FilledStore store) {
        store.add(
                UserId.LOCAL,
                FULCRA,
                new PageContent(
                        List.of(
                                heartRate(Device.of("Watch6,2|é😀"), "", 60, 61.5, 0, -0.1, 1e15, 123456.789),
                                heartRate(
                                        Device.UNKNOWN, "chest", Double.MAX_VALUE, -Double.MAX_VALUE, Double.MIN_VALUE),
                                noted(),
                                steps()),
                        List.of(full(), bare(), strange()),
                        List.of(
                                place(0, OptionalDouble.of(5), "{\"course\":[1,null]}"),
                                place(1, OptionalDouble.empty(), "{}"))),
                FilledStore.line(
                        new StreamId(UserId.LOCAL, FULCRA, HEART_RATE),
                        CoverageEntry.settled(days(0, 40), FilledStore.NOW)),
                FilledStore.line(
                        new StreamId(UserId.LOCAL, FULCRA, HEART_RATE),
                        CoverageEntry.provisional(days(40, 41), FilledStore.NOW, FilledStore.NOW.plusMillis(1))),
                FilledStore.line(
                        new StreamId(UserId.LOCAL, FULCRA, STEPS),
                        new CoverageEntry(
                                days(0, 3),
                                Held.UNAVAILABLE,
                                "NOT_FOUND é",
                                false,
                                FilledStore.NOW,
                                Optional.of(FilledStore.NOW),
                                2)));
        store.add(
                UserId.LOCAL,
                OTHER,
                new PageContent(List.of(heartRate(Device.of("ring"), "", 60, 61)), List.of(), List.of()));
        store.add(ODD, FULCRA, new PageContent(List.of(heartRate(Device.of("watch"), "", 70)), List.of(), List.of()));
    }

    static TimeRange days(int from, int to) {
        return new TimeRange(START.plus(Duration.ofDays(from)), START.plus(Duration.ofDays(to)));
    }

    /** Moments half an hour apart, so that they lie in two months. */
    private static SampleBatch heartRate(Device device, String channel, double... values) {
        return batch(HEART_RATE, device, channel, Duration.ofMinutes(30), Duration.ZERO, Map.of(), values);
    }

    private static SampleBatch noted() {
        return batch(
                HEART_RATE,
                Device.of("noted"),
                "",
                Duration.ofDays(20),
                Duration.ofMillis(1),
                Map.of(
                        1, Attributes.parse("{\"time_zone\":\"Asia/Kathmandu\",\"deep\":{\"a\":[null,\"世\",1.5]}}"),
                        2, Attributes.parse("{\"time_zone\":\"-03:30\"}"),
                        3, Attributes.parse("{\"time_zone\":\"nowhere\",\"local_date\":\"2026-02-28\"}")),
                1,
                2,
                3,
                4);
    }

    private static SampleBatch steps() {
        return batch(STEPS, Device.UNKNOWN, "", Duration.ofHours(1), Duration.ofHours(1), Map.of(), 10, 0, 250);
    }

    private static SampleBatch batch(
            SampleType type,
            Device device,
            String channel,
            Duration step,
            Duration length,
            Map<Integer, Attributes> notes,
            double... values) {
        long[] starts = new long[values.length];
        long[] lengths = new long[values.length];
        for (int i = 0; i < values.length; i++) {
            starts[i] = START.toEpochMilli() + i * step.toMillis();
            lengths[i] = length.toMillis();
        }
        return new SampleBatch(type, device, channel, starts, lengths, values, notes);
    }

    private static ParsedRecord full() {
        return record(
                0,
                Optional.of(START.plusMillis(7)),
                true,
                "{\"title\":\"Tour, \\\"é😀\\\"\",\"distance\":1234.5,\"serial\":9007199254740993,\"indoor\":false,"
                        + "\"paused_at\":\"2026-01-01T00:00:00.123456Z\",\"laps\":[{\"n\":1,\"t\":null}],"
                        + "\"Start_Time\":\"soon\",\"more\":{\"x\":[1,2.5,true,null]}}");
    }

    private static ParsedRecord bare() {
        return record(1, Optional.empty(), false, "{}");
    }

    /** Values of other kinds than declared, and nulls that are said. */
    private static ParsedRecord strange() {
        return record(
                2,
                Optional.empty(),
                false,
                "{\"title\":5,\"distance\":9007199254740993,\"serial\":1.5,\"indoor\":\"yes\",\"paused_at\":\"noon\","
                        + "\"laps\":null,\"Start_Time\":null}");
    }

    private static ParsedRecord record(int hour, Optional<Instant> updatedAt, boolean open, String attributes) {
        Instant start = START.plus(Duration.ofHours(hour));
        return new ParsedRecord(
                RIDE,
                Set.of(RecordKey.uuid("id-" + hour), new RecordKey("serial no", "7 " + hour)),
                start,
                start.plusMillis(1),
                updatedAt,
                open,
                Attributes.parse(attributes));
    }

    private static ParsedLocation place(int hour, OptionalDouble accuracy, String attributes) {
        return new ParsedLocation(
                LOCATION,
                RecordKey.uuid("place-" + hour),
                START.plus(Duration.ofHours(hour)),
                -48.137154,
                11.5,
                accuracy,
                Attributes.parse(attributes));
    }
}
