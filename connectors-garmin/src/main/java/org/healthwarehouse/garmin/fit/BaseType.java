package org.healthwarehouse.garmin.fit;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/** How the bytes of one value are to be read, in the order of the codes of the format. */
enum BaseType {
    ENUM(1, 0xFF),
    SINT8(1, 0x7F),
    UINT8(1, 0xFF),
    SINT16(2, 0x7FFF),
    UINT16(2, 0xFFFF),
    SINT32(4, 0x7FFF_FFFF),
    UINT32(4, 0xFFFF_FFFFL),
    STRING(1, 0),
    FLOAT32(4, 0),
    FLOAT64(8, 0),
    UINT8Z(1, 0),
    UINT16Z(2, 0),
    UINT32Z(4, 0),
    BYTE(1, 0xFF),
    SINT64(8, Long.MAX_VALUE),
    UINT64(8, -1),
    UINT64Z(8, 0);

    private static final BaseType[] BY_CODE = values();
    private static final VarHandle[] SHORTS = handles(short[].class);
    private static final VarHandle[] INTS = handles(int[].class);
    private static final VarHandle[] LONGS = handles(long[].class);
    private static final double TWO_TO_64 = 0x1p64;

    /** Bytes of one value. */
    final int size;

    private final long invalid;

    BaseType(int size, long invalid) {
        this.size = size;
        this.invalid = invalid;
    }

    /** The type of that code; the upper bits, which only repeat what the type is like, do not matter. */
    static @Nullable BaseType of(int code) {
        int index = code & 0x1F;
        return index < BY_CODE.length ? BY_CODE[index] : null;
    }

    /** One number, NaN if it is the type's sign for no value, is not finite, or the type is text. */
    double read(byte[] bytes, int at, boolean bigEndian) {
        return switch (this) {
            case FLOAT32 -> finite(Float.intBitsToFloat((int) INTS[order(bigEndian)].get(bytes, at)));
            case FLOAT64 -> finite(Double.longBitsToDouble((long) LONGS[order(bigEndian)].get(bytes, at)));
            case STRING -> Double.NaN;
            default -> whole(bits(bytes, at, bigEndian));
        };
    }

    private double whole(long bits) {
        if (bits == invalid) {
            return Double.NaN;
        }
        boolean unsignedLong = this == UINT64 || this == UINT64Z;
        return unsignedLong && bits < 0 ? bits + TWO_TO_64 : bits;
    }

    private long bits(byte[] bytes, int at, boolean bigEndian) {
        return switch (this) {
            case SINT8 -> bytes[at];
            case SINT16 -> (short) SHORTS[order(bigEndian)].get(bytes, at);
            case UINT16, UINT16Z -> (short) SHORTS[order(bigEndian)].get(bytes, at) & 0xFFFFL;
            case SINT32 -> (int) INTS[order(bigEndian)].get(bytes, at);
            case UINT32, UINT32Z -> (int) INTS[order(bigEndian)].get(bytes, at) & 0xFFFF_FFFFL;
            case SINT64, UINT64, UINT64Z -> (long) LONGS[order(bigEndian)].get(bytes, at);
            default -> bytes[at] & 0xFFL;
        };
    }

    /** NaN instead of what is infinite. */
    static double finite(double value) {
        return Double.isInfinite(value) ? Double.NaN : value;
    }

    private static int order(boolean bigEndian) {
        return bigEndian ? 1 : 0;
    }

    private static VarHandle[] handles(Class<?> array) {
        return new VarHandle[] {
            MethodHandles.byteArrayViewVarHandle(array, ByteOrder.LITTLE_ENDIAN),
            MethodHandles.byteArrayViewVarHandle(array, ByteOrder.BIG_ENDIAN)
        };
    }
}
