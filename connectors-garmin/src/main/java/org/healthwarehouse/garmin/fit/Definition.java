package org.healthwarehouse.garmin.fit;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The layout of the messages of one local number, until it is defined anew. */
final class Definition {
    private static final int TIMESTAMP = 253;
    private static final int COMPRESSED_SPEED_DISTANCE = 8;
    private static final int RECORD = 20;

    final int number;
    final MessageType type;
    final boolean bigEndian;
    final Field[] fields;
    /** Bytes of a message without its header. */
    final int size;
    /** The field with the whole time of the message, if there is one. */
    final @Nullable Field time;
    /** The field with its lowest bits, if there is one. */
    final @Nullable Field shortTime;

    final @Nullable Field speedDistance;

    private final byte[] written;

    private Definition(byte[] written, int fieldCount, int developerCount) {
        this.written = written;
        bigEndian = written[2] == 1;
        number = word(written[3], written[4]);
        type = MessageType.of(number);
        fields = new Field[fieldCount + developerCount];
        int at = 0;
        for (int i = 0; i < fields.length; i++) {
            boolean developer = i >= fieldCount;
            int entry = 6 + 3 * i + (developer ? 1 : 0);
            fields[i] = field(entry, at, developer);
            at += fields[i].size();
        }
        size = at;
        time = find(TIMESTAMP, BaseType.UINT32);
        shortTime = findShortTime();
        Field packed = number == RECORD ? find(COMPRESSED_SPEED_DISTANCE, BaseType.BYTE) : null;
        speedDistance = packed != null && packed.size() == SpeedDistance.SIZE ? packed : null;
    }

    /**
     * Reads a definition.
     *
     * @param window where its bytes are
     * @param from where its header is
     * @param to where it ends
     * @param before what that local number meant until now, which is answered if it is the same again
     */
    static Definition read(byte[] window, int from, int to, @Nullable Definition before) {
        if (before != null && Arrays.equals(before.written, 0, before.written.length, window, from, to)) {
            return before;
        }
        byte[] written = Arrays.copyOfRange(window, from, to);
        int fieldCount = written[5] & 0xFF;
        int developerEntries = 6 + 3 * fieldCount;
        int developerCount = developerEntries < written.length ? written[developerEntries] & 0xFF : 0;
        return new Definition(written, fieldCount, developerCount);
    }

    private int word(byte first, byte second) {
        return bigEndian ? (first & 0xFF) << 8 | (second & 0xFF) : (second & 0xFF) << 8 | (first & 0xFF);
    }

    private Field field(int entry, int at, boolean developer) {
        int fieldNumber = written[entry] & 0xFF;
        int fieldSize = written[entry + 1] & 0xFF;
        int third = written[entry + 2] & 0xFF;
        return developer
                ? new Field(fieldNumber, third, at, fieldSize, null, null)
                : new Field(fieldNumber, Field.NATIVE, at, fieldSize, BaseType.of(third), type.field(fieldNumber));
    }

    /** The field of that name, null if these messages have none. */
    @Nullable
    Field find(String name) {
        for (Field field : fields) {
            if (field.type() != null && field.type().name().equals(name)) {
                return field;
            }
        }
        return null;
    }

    private @Nullable Field find(int fieldNumber, BaseType base) {
        for (Field field : fields) {
            if (field.number() == fieldNumber && field.base() == base && field.size() >= base.size) {
                return field;
            }
        }
        return null;
    }

    private @Nullable Field findShortTime() {
        for (Field field : fields) {
            FieldType.Kind kind =
                    field.type() == null ? FieldType.Kind.NUMBER : field.type().kind();
            if (kind == FieldType.Kind.TIME16 || kind == FieldType.Kind.MINUTE8) {
                return field;
            }
        }
        return null;
    }
}
