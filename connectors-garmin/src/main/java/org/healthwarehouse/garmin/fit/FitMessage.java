package org.healthwarehouse.garmin.fit;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The message at which a {@link FitReader} stands: a view on its bytes that changes with the next one, so that reading
 * a file leaves nothing behind. What is to be kept must be taken out. Fields are asked for by the names of
 * {@code messages.txt}. For one thread.
 */
public final class FitMessage {
    /** A time that is not known, or that only counts from when the device was switched on. */
    public static final long NO_TIME = Long.MIN_VALUE;

    private static final double[] NO_VALUES = {};
    private static final byte[] NO_BYTES = {};

    private final DeveloperFields developers;
    private final SpeedDistance speedDistance;
    private @Nullable Definition definition;
    private byte[] window = NO_BYTES;
    private int base;
    private long offset;
    private long seconds;

    FitMessage(DeveloperFields developers, SpeedDistance speedDistance) {
        this.developers = developers;
        this.speedDistance = speedDistance;
    }

    void show(Definition shown, byte[] bytes, int at, long byteOffset, long time) {
        definition = shown;
        window = bytes;
        base = at;
        offset = byteOffset;
        seconds = time;
    }

    /** The number of the kind of message. */
    public int number() {
        return definition().number;
    }

    /** What the format calls this kind of message, for example {@code record}; empty if it is not in the table. */
    public String name() {
        return definition().type.name();
    }

    /** Where the message begins, in bytes from the start of the input. */
    public long offset() {
        return offset;
    }

    /**
     * When it is from, UTC epoch milliseconds, or {@link #NO_TIME}. Times of which only a part is written are whole.
     */
    public long timeMs() {
        return FitTime.millis(seconds);
    }

    /** The time that a field says, UTC epoch milliseconds, or {@link #NO_TIME}. */
    public long timeMs(String field) {
        double written = value(field);
        return Double.isNaN(written) ? NO_TIME : FitTime.millis((long) written);
    }

    /**
     * A number with scale and offset applied; the first one if there are several. NaN if the message has no such field,
     * the device had no value for it, or it is text. Whole numbers beyond 2^53 are rounded.
     */
    public double value(String field) {
        Field found = definition().find(field);
        double value = found == null ? Double.NaN : element(found, 0);
        return Double.isNaN(value) && definition().speedDistance != null ? unpacked(field) : value;
    }

    /** All numbers of a field in their places, NaN for each that the device had no value for; empty without them. */
    public double[] values(String field) {
        Field found = definition().find(field);
        int count = found == null || found.base() == null ? 0 : found.count(found.base());
        if (found == null || count == 0) {
            return NO_VALUES;
        }
        double[] values = new double[count];
        Arrays.setAll(values, i -> element(found, i));
        return values;
    }

    /** The bytes of a field as they were written, of whatever type it is; empty if the message has no such field. */
    public byte[] bytes(String field) {
        Field found = definition().find(field);
        return found == null
                ? NO_BYTES
                : Arrays.copyOfRange(window, base + found.at(), base + found.at() + found.size());
    }

    /** A text; null if the message has no such field, or it is empty or a number. */
    public @Nullable String text(String field) {
        Field found = definition().find(field);
        return found == null || found.base() != BaseType.STRING ? null : text(found);
    }

    /** The names of the fields that programs of others have added to this message. */
    public List<String> developerFields() {
        return Arrays.stream(definition().fields)
                .map(developers::describe)
                .flatMap(Stream::ofNullable)
                .map(DeveloperFields.Description::name)
                .toList();
    }

    /** The numbers of such a field, as {@link #values} has them. */
    public double[] developerValues(String name) {
        for (Field field : definition().fields) {
            DeveloperFields.Description found = developers.describe(field);
            if (found != null && found.name().equals(name)) {
                return IntStream.range(0, field.count(found.base()))
                        .mapToDouble(i -> BaseType.finite(found.value(read(field, found.base(), i))))
                        .toArray();
            }
        }
        return NO_VALUES;
    }

    private double unpacked(String field) {
        return switch (field) {
            case "speed" -> speedDistance.speed();
            case "distance" -> speedDistance.distance();
            default -> Double.NaN;
        };
    }

    private double element(Field field, int index) {
        FieldType type = field.type();
        BaseType by = field.base();
        if (type == null || by == null || index >= field.count(by)) {
            return Double.NaN;
        }
        return BaseType.finite(type.value(read(field, by, index)));
    }

    private double read(Field field, BaseType by, int index) {
        return by.read(window, base + field.at() + index * by.size, definition().bigEndian);
    }

    private @Nullable String text(Field field) {
        int from = base + field.at();
        int to = from;
        while (to < from + field.size() && window[to] != 0) {
            to++;
        }
        return to == from ? null : new String(window, from, to - from, StandardCharsets.UTF_8);
    }

    private Definition definition() {
        if (definition == null) {
            throw new IllegalStateException("there is no message before the first call of next, or after the last");
        }
        return definition;
    }
}
