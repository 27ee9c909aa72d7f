package org.healthwarehouse.garmin.fit;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Random;

/**
 * Values of one field: the bytes as a device writes them, and the numbers that a reader must make of them.
 *
 * @param code of the base type
 * @param bytes as written
 * @param numbers without scale and offset; NaN where there is no value
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record RandomValues(int code, byte[] bytes, double[] numbers) {
    private static final int[] CODES = {
        0x00, 0x01, 0x02, 0x83, 0x84, 0x85, 0x86, 0x88, 0x89, 0x0A, 0x8B, 0x8C, 0x0D, 0x8E, 0x8F, 0x90
    };

    static RandomValues of(Random random, boolean bigEndian) {
        return of(random, bigEndian, CODES[random.nextInt(CODES.length)]);
    }

    static RandomValues of(Random random, boolean bigEndian, int code) {
        int size = size(code);
        int count = random.nextInt(5) == 0 ? random.nextInt(4) : 1;
        ByteBuffer bytes =
                ByteBuffer.allocate(size * count).order(bigEndian ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        double[] numbers = new double[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = random.nextInt(4) == 0 ? invalid(code, bytes) : valid(code, bytes, random);
        }
        return new RandomValues(code, bytes.array(), numbers);
    }

    /** Bytes that no value of the type fits into. */
    static RandomValues misaligned(Random random) {
        byte[] bytes = new byte[5];
        random.nextBytes(bytes);
        return new RandomValues(0x86, bytes, new double[0]);
    }

    private static int size(int code) {
        return switch (code) {
            case 0x83, 0x84, 0x8B -> 2;
            case 0x85, 0x86, 0x88, 0x8C -> 4;
            case 0x89, 0x8E, 0x8F, 0x90 -> 8;
            default -> 1;
        };
    }

    private static double invalid(int code, ByteBuffer bytes) {
        byte[] none = new byte[size(code)];
        boolean zero = code == 0x0A || code == 0x8B || code == 0x8C || code == 0x90;
        Arrays.fill(none, (byte) (zero ? 0 : 0xFF));
        boolean signed = code == 0x01 || code == 0x83 || code == 0x85 || code == 0x8E;
        if (signed) {
            none[bytes.order() == ByteOrder.BIG_ENDIAN ? 0 : none.length - 1] = 0x7F;
        }
        bytes.put(none);
        return Double.NaN;
    }

    /** Never the sign for no value: the highest number of each type is left out, and so is nought. */
    private static double valid(int code, ByteBuffer bytes, Random random) {
        switch (code) {
            case 0x88 -> {
                float value = random.nextFloat() * 1000 - 500;
                bytes.putFloat(value);
                return value;
            }
            case 0x89 -> {
                double value = random.nextDouble() * 1e9 - 5e8;
                bytes.putDouble(value);
                return value;
            }
            default -> {
                boolean signed = code == 0x01 || code == 0x83 || code == 0x85 || code == 0x8E;
                int bits = 8 * size(code) - (signed ? 1 : 0);
                long value = 1 + (random.nextLong() >>> 1) % ((bits > 52 ? 1L << 52 : 1L << bits) - 2);
                long written = signed && random.nextBoolean() ? -value : value;
                switch (size(code)) {
                    case 1 -> bytes.put((byte) written);
                    case 2 -> bytes.putShort((short) written);
                    case 4 -> bytes.putInt((int) written);
                    default -> bytes.putLong(written);
                }
                return written;
            }
        }
    }
}
