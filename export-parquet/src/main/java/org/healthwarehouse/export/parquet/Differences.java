package org.healthwarehouse.export.parquet;

import java.util.Arrays;

/**
 * Whole numbers in the encoding {@code DELTA_BINARY_PACKED}: the first one, and then blocks of differences in as many
 * bits as the greatest of them needs. Written here because the usual writer unrolls a method for every number of bits,
 * and a short export would spend most of its time on compiling those.
 */
final class Differences {
    private static final int BLOCK = 128;
    private static final int MINIS = 4;
    private static final int MINI = BLOCK / MINIS;

    private final long[] block = new long[BLOCK];
    private byte[] out = new byte[1 << 12];
    private int at;
    private long bits;
    private int bitCount;

    /** The first numbers of the array, encoded. */
    byte[] of(long[] numbers, int count) {
        at = 0;
        unsigned(BLOCK);
        unsigned(MINIS);
        unsigned(count);
        signed(count == 0 ? 0 : numbers[0]);
        for (int from = 1; from < count; from += BLOCK) {
            block(numbers, from, Math.min(BLOCK, count - from));
        }
        return Arrays.copyOf(out, at);
    }

    private void block(long[] numbers, int from, int count) {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < count; i++) {
            block[i] = numbers[from + i] - numbers[from + i - 1];
            least = Math.min(least, block[i]);
        }
        for (int i = 0; i < BLOCK; i++) {
            block[i] = i < count ? block[i] - least : 0;
        }
        room(64 + BLOCK * Long.BYTES);
        signed(least);
        int widths = at;
        at += MINIS;
        for (int mini = 0; mini < MINIS; mini++) {
            int start = mini * MINI;
            out[widths + mini] = 0;
            if (start < count) {
                out[widths + mini] = (byte) mini(start);
            }
        }
    }

    /** Packs the differences from there on, the lowest bits first, and answers how many bits each has. */
    private int mini(int start) {
        long all = 0;
        for (int i = start; i < start + MINI; i++) {
            all |= block[i];
        }
        int width = Long.SIZE - Long.numberOfLeadingZeros(all);
        bits = 0;
        bitCount = 0;
        for (int i = start; i < start + MINI; i++) {
            pack(block[i], width);
        }
        return width;
    }

    private void pack(long number, int width) {
        long rest = number;
        int left = width;
        while (left > 0) {
            int taken = Math.min(left, 8 - bitCount);
            bits |= (rest & ((1L << taken) - 1)) << bitCount;
            bitCount += taken;
            rest >>>= taken;
            left -= taken;
            if (bitCount == 8) {
                out[at++] = (byte) bits;
                bits = 0;
                bitCount = 0;
            }
        }
    }

    private void signed(long number) {
        long rest = (number << 1) ^ (number >> 63);
        room(10);
        while ((rest & ~0x7FL) != 0) {
            out[at++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        out[at++] = (byte) rest;
    }

    private void unsigned(int number) {
        room(5);
        int rest = number;
        while ((rest & ~0x7F) != 0) {
            out[at++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        out[at++] = (byte) rest;
    }

    private void room(int bytes) {
        if (out.length - at < bytes) {
            out = Arrays.copyOf(out, Math.max(out.length * 2, at + bytes));
        }
    }
}
