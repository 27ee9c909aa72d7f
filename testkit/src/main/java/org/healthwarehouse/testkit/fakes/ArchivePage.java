package org.healthwarehouse.testkit.fakes;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.healthwarehouse.connector.LocalDay;
import org.healthwarehouse.model.DataType;
import org.healthwarehouse.model.DataTypes;

/** Says what the archive has, on the wire and as truth. */
final class ArchivePage {
    private final ArchiveDays days;
    private final Set<Change> changes;

    ArchivePage(ArchiveDays days, Set<Change> changes) {
        this.days = days;
        this.changes = changes;
    }

    List<TrueItem> truth(DataType type, LocalDate date, long now) {
        if (type.equals(DataTypes.SLEEP)) {
            return days.sleep(date, now, changes).map(ArchiveRecord::truth).stream()
                    .toList();
        }
        List<ArchiveSample> samples = days.samples(date, now, changes);
        if (type.equals(ArchiveType.SUMMARY)) {
            return days.summary(date, samples, now).map(ArchiveRecord::truth).stream()
                    .toList();
        }
        return samples.stream()
                .filter(sample -> sample.type().type().equals(type))
                .map(ArchiveSample::truth)
                .toList();
    }

    byte[] lastUpload(Instant now) {
        Instant upload = Instant.ofEpochMilli(days.uploads().last(now.toEpochMilli()));
        return Json.object(json -> json.writeStringField("last_upload", upload.toString()));
    }

    byte[] profile(Instant now) {
        ArchiveRecord profile = days.profile(now.toEpochMilli());
        return Json.object(json -> {
            json.writeStringField(
                    "changed", Instant.ofEpochMilli(profile.start()).toString());
            json.writeNumberField("weight", profile.figure());
        });
    }

    byte[] wellness(List<LocalDate> dates, Predicate<LocalDate> lost, Instant now) {
        return Json.object(json -> {
            json.writeArrayFieldStart("days");
            for (LocalDate date : dates) {
                LocalDay day = days.calendar().day(date);
                if (!day.interval().start().isAfter(now)) {
                    write(json, day, lost.test(date), now.toEpochMilli());
                }
            }
            json.writeEndArray();
        });
    }

    private void write(JsonGenerator json, LocalDay day, boolean lost, long now) throws IOException {
        json.writeStartObject();
        json.writeStringField("date", day.date().toString());
        json.writeStringField("start", day.interval().start().toString());
        json.writeStringField("end", day.interval().end().toString());
        json.writeBooleanField("lost", lost);
        if (!lost) {
            List<ArchiveSample> samples = days.samples(day.date(), now, changes);
            write(json, samples);
            write(json, "sleep", days.sleep(day.date(), now, changes));
            write(json, "summary", days.summary(day.date(), samples, now));
        }
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, List<ArchiveSample> samples) throws IOException {
        json.writeObjectFieldStart("samples");
        for (ArchiveType type : ArchiveType.values()) {
            json.writeArrayFieldStart(type.type().name());
            for (ArchiveSample sample : samples) {
                if (sample.type() == type) {
                    json.writeArray(new long[] {sample.start(), sample.end(), sample.value()}, 0, 3);
                }
            }
            json.writeEndArray();
        }
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, String name, Optional<ArchiveRecord> record) throws IOException {
        if (record.isPresent()) {
            json.writeObjectFieldStart(name);
            json.writeStringField(
                    "start", Instant.ofEpochMilli(record.get().start()).toString());
            json.writeStringField(
                    "end", Instant.ofEpochMilli(record.get().end()).toString());
            json.writeBooleanField("open", record.get().open());
            json.writeNumberField("figure", record.get().figure());
            json.writeEndObject();
        }
    }
}
