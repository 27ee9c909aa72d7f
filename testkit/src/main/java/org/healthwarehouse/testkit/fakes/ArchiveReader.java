package org.healthwarehouse.testkit.fakes;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import org.healthwarehouse.connector.Claim;
import org.healthwarehouse.connector.FetchRequest;
import org.healthwarehouse.connector.LocalDay;
import org.healthwarehouse.connector.MalformedResponseException;
import org.healthwarehouse.connector.PageSink;
import org.healthwarehouse.connector.ParsedRecord;
import org.healthwarehouse.connector.SampleSink;
import org.healthwarehouse.coverage.LedgerAxis;
import org.healthwarehouse.model.DataType;
import org.healthwarehouse.model.DataTypes;
import org.healthwarehouse.model.InvalidParameterException;
import org.healthwarehouse.model.RecordKey;
import org.healthwarehouse.model.RecordType;
import org.healthwarehouse.model.TimeRange;

/** Reads the bodies of the archive. */
final class ArchiveReader {
    /** How the ledger writes the present value of a feed without an axis. */
    private static final TimeRange CURRENT = LedgerAxis.CURRENT;

    private ArchiveReader() {}

    static void profile(JsonNode body, Optional<FetchRequest> request, PageSink sink)
            throws MalformedResponseException {
        Instant changed = Json.time(body, "changed", "the body");
        RecordKey key = new RecordKey("current", "profile");
        sink.record(new ParsedRecord(
                ArchiveType.PROFILE,
                Set.of(key),
                changed,
                changed,
                Optional.of(changed),
                false,
                ArchiveRecord.attributes(
                        ArchiveType.PROFILE, key, Json.number(body.path("weight"), "the body, field weight"))));
        if (request.orElse(null) instanceof FetchRequest.Current) {
            sink.claim(new Claim(ArchiveType.PROFILE, CURRENT));
        }
    }

    static void wellness(JsonNode body, Optional<FetchRequest> request, PageSink sink)
            throws MalformedResponseException {
        JsonNode days = Json.array(body, "days", "the body");
        ClaimedDates claimed = new ClaimedDates();
        for (int i = 0; i < days.size(); i++) {
            JsonNode day = days.path(i);
            String at = "day " + i;
            LocalDate date = Json.date(day, "date", at);
            day(day, date, at, sink);
            if (day.path("lost").asBoolean()) {
                claimed.lost(date);
            }
        }
        if (request.orElse(null) instanceof FetchRequest.Dates dates) {
            claimed.tell(dates.first(), dates.endExclusive(), sink);
        }
    }

    private static void day(JsonNode day, LocalDate date, String at, PageSink sink) throws MalformedResponseException {
        try {
            sink.localDay(new LocalDay(date, new TimeRange(Json.time(day, "start", at), Json.time(day, "end", at))));
            if (day.path("lost").asBoolean()) {
                return;
            }
            for (ArchiveType type : ArchiveType.values()) {
                samples(type, day.path("samples"), at, sink);
            }
            record(DataTypes.SLEEP, new RecordKey(ArchiveDays.NIGHT, date.toString()), day.path("sleep"), at, sink);
            record(ArchiveType.SUMMARY, new RecordKey("date", date.toString()), day.path("summary"), at, sink);
        } catch (InvalidParameterException e) {
            throw new MalformedResponseException("an impossible day or record", at);
        }
    }

    private static void samples(ArchiveType type, JsonNode samples, String at, PageSink sink)
            throws MalformedResponseException {
        JsonNode values = Json.array(samples, type.type().name(), at);
        SampleSink series = sink.samples(type.type(), ArchiveSample.WATCH);
        for (JsonNode value : values) {
            series.add(
                    (long) Json.number(value.path(0), at),
                    (long) Json.number(value.path(1), at),
                    Json.number(value.path(2), at));
        }
    }

    private static void record(RecordType type, RecordKey key, JsonNode record, String at, PageSink sink)
            throws MalformedResponseException {
        if (!record.isMissingNode()) {
            sink.record(new ParsedRecord(
                    type,
                    Set.of(key),
                    Json.time(record, "start", at),
                    Json.time(record, "end", at),
                    Optional.empty(),
                    record.path("open").asBoolean(),
                    ArchiveRecord.attributes(type, key, Json.number(record.path("figure"), at))));
        }
    }

    /** Claims every date of a request for every type: held in one piece between those that are lost. */
    private static final class ClaimedDates {
        private final java.util.TreeSet<LocalDate> lost = new java.util.TreeSet<>();

        void lost(LocalDate date) {
            lost.add(date);
        }

        void tell(LocalDate first, LocalDate endExclusive, PageSink sink) {
            LocalDate from = first;
            for (LocalDate date : lost.subSet(first, endExclusive)) {
                held(from, date, sink);
                for (DataType type : ArchiveType.ALL) {
                    sink.claim(Claim.unavailable(
                            type,
                            TimeRange.ofDates(date, date.plusDays(1)),
                            "the vendor has lost this date",
                            Optional.empty()));
                }
                from = date.plusDays(1);
            }
            held(from, endExclusive, sink);
        }

        private static void held(LocalDate from, LocalDate to, PageSink sink) {
            if (from.isBefore(to)) {
                ArchiveType.ALL.forEach(type -> sink.claim(Claim.complete(type, TimeRange.ofDates(from, to))));
            }
        }
    }
}
