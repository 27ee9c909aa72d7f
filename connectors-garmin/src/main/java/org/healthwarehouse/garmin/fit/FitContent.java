package org.healthwarehouse.garmin.fit;

import org.jspecify.annotations.Nullable;

/** What the messages of one file depend on: the definitions so far, the clock, and what developers have described. */
final class FitContent {
    /** For messages whose header does not carry a time. */
    static final int NO_TIME_IN_HEADER = -1;

    private static final int LOCAL_NUMBERS = 16;
    private static final int BITS_IN_HEADER = 5;

    private final Definition[] definitions = new Definition[LOCAL_NUMBERS];
    private final DeveloperFields developers = new DeveloperFields();
    private final FitTime time = new FitTime();
    private final SpeedDistance speedDistance = new SpeedDistance();
    private final FitMessage message = new FitMessage(developers, speedDistance);

    /** The layout of that local number, null if it was not defined in this file. */
    @Nullable
    Definition definition(int local) {
        return definitions[local];
    }

    /** Learns a layout from all bytes of a definition, its header included. */
    void define(int local, byte[] bytes, int from, int to) {
        definitions[local] = Definition.read(bytes, from, to, definitions[local]);
    }

    /** Shows a message whose bytes, without the header, are all there. */
    FitMessage read(Definition definition, byte[] bytes, int at, long offset, int timeInHeader) {
        if (definition.speedDistance != null) {
            speedDistance.read(bytes, at + definition.speedDistance.at());
        }
        message.show(definition, bytes, at, offset, seconds(definition, bytes, at, timeInHeader));
        if (definition.number == MessageType.FIELD_DESCRIPTION) {
            developers.learn(message);
        }
        return message;
    }

    private long seconds(Definition definition, byte[] bytes, int at, int timeInHeader) {
        double whole = written(definition.time, definition, bytes, at);
        if (!Double.isNaN(whole)) {
            return time.full((long) whole);
        }
        if (timeInHeader != NO_TIME_IN_HEADER) {
            return time.low(timeInHeader, BITS_IN_HEADER);
        }
        Field part = definition.shortTime;
        double bits = written(part, definition, bytes, at);
        if (part == null || part.type() == null || Double.isNaN(bits)) {
            return FitTime.NONE;
        }
        return part.type().kind() == FieldType.Kind.TIME16
                ? time.low((long) bits, 16)
                : time.lowMinutes((long) bits, 8);
    }

    private static double written(@Nullable Field field, Definition definition, byte[] bytes, int at) {
        return field == null || field.base() == null || field.count(field.base()) == 0
                ? Double.NaN
                : field.base().read(bytes, at + field.at(), definition.bigEndian);
    }
}
