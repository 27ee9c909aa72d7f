package org.healthwarehouse.fulcra;

import java.util.Map;
import java.util.TreeMap;
import org.healthwarehouse.connector.MalformedResponseException;
import org.healthwarehouse.model.Attributes;
import org.jspecify.annotations.Nullable;

/**
 * A sample as the vendor describes it.
 *
 * @param uuid the vendor's identity of the sample
 * @param startMs UTC epoch milliseconds
 * @param endMs UTC epoch milliseconds, not before the start
 * @param value in the vendor's unit
 * @param unit the unit of this sample; null if it names none
 * @param hardware what recorded it
 * @param note what else the vendor says, present for few samples
 */
record RawSample(
        String uuid,
        long startMs,
        long endMs,
        double value,
        @Nullable String unit,
        Hardware hardware,
        Attributes note) {
    /** Reads the item that the reader has just entered. */
    static RawSample read(ItemReader reader) throws MalformedResponseException {
        Fields fields = new Fields();
        for (String field = reader.nextField(); field != null; field = reader.nextField()) {
            fields.read(field, reader);
        }
        return fields.sample(reader);
    }

    /** The fields of one item, in whatever order they come. */
    private static final class Fields {
        private @Nullable String uuid;
        private @Nullable Long start;
        private @Nullable Long end;
        private @Nullable Double value;
        private @Nullable String unit;
        private Hardware hardware = Hardware.UNKNOWN;
        private Map<String, @Nullable Object> note = Map.of();

        void read(String field, ItemReader reader) throws MalformedResponseException {
            switch (field) {
                case "uuid" -> uuid = reader.identifier();
                case "start_date" -> start = reader.time();
                case "end_date" -> end = reader.time();
                case "value" -> value = reader.number();
                case "unit" -> unit = reader.optionalText();
                case "source_properties" -> hardware = hardware.withSource(reader);
                case "device_properties" -> hardware = hardware.withDevice(reader);
                default -> readNote(field, reader);
            }
        }

        private void readNote(String field, ItemReader reader) throws MalformedResponseException {
            switch (field) {
                case "extras" -> {
                    Map<String, @Nullable Object> extras = reader.object();
                    note(field, extras, !extras.isEmpty());
                }
                case "count" -> {
                    double count = reader.optionalNumber().orElse(1);
                    note(field, (long) count, count > 1);
                }
                case "has_undetermined_duration" -> {
                    boolean undetermined = reader.flag();
                    note(field, true, undetermined);
                }
                default -> reader.skip();
            }
        }

        /** Nearly all samples have nothing to note, and get no map of their own. */
        private void note(String name, Object what, boolean worthwhile) {
            if (worthwhile) {
                note = new TreeMap<>(note);
                note.put(name, what);
            }
        }

        RawSample sample(ItemReader reader) throws MalformedResponseException {
            if (uuid == null) {
                throw reader.missing("uuid");
            }
            if (start == null) {
                throw reader.missing("start_date");
            }
            if (end == null) {
                throw reader.missing("end_date");
            }
            if (value == null) {
                throw reader.missing("value");
            }
            if (end < start) {
                throw reader.itemMalformed("a sample ends before it starts");
            }
            return new RawSample(uuid, start, end, value, unit, hardware, Attributes.of(note));
        }
    }
}
