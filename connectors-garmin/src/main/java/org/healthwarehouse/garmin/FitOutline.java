package org.healthwarehouse.garmin;

import java.io.IOException;
import java.io.InputStream;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.healthwarehouse.garmin.fit.FitMessage;
import org.healthwarehouse.garmin.fit.FitReader;
import org.healthwarehouse.model.Attributes;
import org.healthwarehouse.model.Device;
import org.healthwarehouse.model.RecordKey;

/**
 * What has to be known of a file before its samples make sense, and often stands at its end: who wrote it, which sports
 * it is about, and what the wall clock said.
 *
 * @param device that wrote it
 * @param sessions in the order of the file
 * @param createdMs when the file was begun, UTC epoch milliseconds, or {@link FitMessage#NO_TIME}
 * @param laps in the order of the file
 * @param offsetSeconds of the wall clock from UTC where the file begins; empty if the file does not say it
 * @param lastOffsetSeconds the same where it ends, which is another one after a journey
 * @param users how many people it describes
 */
record FitOutline(
        Device device,
        long createdMs,
        List<FitSession> sessions,
        List<FitLap> laps,
        OptionalInt offsetSeconds,
        OptionalInt lastOffsetSeconds,
        int users) {
    /** What records all day is another program than what records an activity, and both may record the same time. */
    private static final String ALL_DAY = ":day";

    /** More have no activity, but perhaps a damaged file. */
    private static final int MOST_LAPS = 10_000;

    private static final int QUARTER_HOUR = 15 * 60;
    private static final int WIDEST_OFFSET = 14 * 3600;

    /** Walks through the whole file once. */
    static FitOutline read(InputStream in) throws IOException {
        Device device = Device.UNKNOWN;
        long created = FitMessage.NO_TIME;
        List<FitSession> sessions = new ArrayList<>();
        List<FitLap> laps = new ArrayList<>();
        OptionalInt offset = OptionalInt.empty();
        OptionalInt lastOffset = OptionalInt.empty();
        int users = 0;
        FitReader reader = new FitReader(in);
        while (reader.next()) {
            FitMessage message = reader.message();
            switch (message.name()) {
                case "file_id" -> {
                    device = device.equals(Device.UNKNOWN) ? device(message) : device;
                    created = created == FitMessage.NO_TIME ? message.timeMs("time_created") : created;
                }
                case "session" -> FitSession.of(message).ifPresent(sessions::add);
                case "lap" ->
                    FitLap.of(message).filter(lap -> laps.size() < MOST_LAPS).ifPresent(laps::add);
                case "activity", "monitoring_info" -> {
                    OptionalInt now = offset(message);
                    offset = offset.isPresent() ? offset : now;
                    lastOffset = now.isPresent() ? now : lastOffset;
                }
                case "user_profile" -> users++;
                default -> {}
            }
        }
        return new FitOutline(device, created, List.copyOf(sessions), List.copyOf(laps), offset, lastOffset, users);
    }

    /** The sport at that time; a file with one session is all about that. */
    String sport(long timeMs) {
        return sessions.stream()
                .filter(session -> sessions.size() == 1 || session.contains(timeMs))
                .map(FitSession::sport)
                .findFirst()
                .orElse("other");
    }

    /** The laps of a session; one that begins where a session ends is of the next one. */
    List<Object> laps(FitSession session) {
        return laps.stream()
                .filter(lap ->
                        sessions.size() == 1 || (session.startMs() <= lap.startMs() && lap.startMs() < session.endMs()))
                .<Object>map(FitLap::values)
                .toList();
    }

    /** The device in so far as it records all day and night; without one, no other. */
    Device dayDevice() {
        return device.key().isEmpty() ? device : new Device(device.key() + ALL_DAY, device.attributes());
    }

    /**
     * By what an activity of the file is known wherever the file turns up; empty if it has no serial number or time.
     */
    Optional<RecordKey> key(FitSession session) {
        String serial = String.valueOf(device.attributes().asMap().getOrDefault("serial", ""));
        if (serial.isEmpty() || createdMs == FitMessage.NO_TIME) {
            return Optional.empty();
        }
        String file = serial + ":" + createdMs / 1000;
        int index = sessions.indexOf(session);
        return Optional.of(new RecordKey("file", index == 0 ? file : file + ":" + index));
    }

    /** The offset of the wall clock from UTC where the file begins. */
    Optional<ZoneOffset> offset() {
        return zone(offsetSeconds);
    }

    /** The offset of the wall clock from UTC where the file ends. */
    Optional<ZoneOffset> lastOffset() {
        return zone(lastOffsetSeconds);
    }

    private static Optional<ZoneOffset> zone(OptionalInt seconds) {
        return seconds.isPresent() ? Optional.of(ZoneOffset.ofTotalSeconds(seconds.getAsInt())) : Optional.empty();
    }

    private static Device device(FitMessage message) {
        double manufacturer = message.value("manufacturer");
        if (Double.isNaN(manufacturer)) {
            return Device.UNKNOWN;
        }
        String key = "fit:" + part(manufacturer) + ":" + part(message.value("product")) + ":"
                + part(message.value("serial_number"));
        Map<String, Object> attributes = new TreeMap<>();
        attributes.put("manufacturer", manufacturer == 1 ? "Garmin" : "FIT manufacturer " + part(manufacturer));
        attributes.put("model", part(message.value("product")));
        if (!Double.isNaN(message.value("serial_number"))) {
            attributes.put("serial", part(message.value("serial_number")));
        }
        return new Device(key, Attributes.of(attributes));
    }

    private static String part(double number) {
        return Double.isNaN(number) ? "" : Long.toString((long) number);
    }

    /** Wall clock less UTC, to the quarter of an hour; nothing where that is no offset there is. */
    static OptionalInt offset(FitMessage message) {
        long wallClock = message.timeMs("local_timestamp");
        long utc = message.timeMs();
        if (wallClock == FitMessage.NO_TIME || utc == FitMessage.NO_TIME) {
            return OptionalInt.empty();
        }
        long seconds = Math.round((wallClock - utc) / 1000.0 / QUARTER_HOUR) * QUARTER_HOUR;
        return Math.abs(seconds) <= WIDEST_OFFSET ? OptionalInt.of((int) seconds) : OptionalInt.empty();
    }
}
