package org.healthwarehouse.garmin.fit;

/** The checksum of FIT: CRC-16 with the reflected polynomial 0xA001, started at 0. */
final class Crc16 {
    private static final int POLYNOMIAL = 0xA001;
    private static final int SLICES = 4;
    /** For each of four bytes in a row what it adds to the sum, so that four are taken at once. */
    private static final char[][] TABLE = table();

    private Crc16() {}

    /** The sum after some more bytes. */
    static int update(int crc, byte[] bytes, int from, int to) {
        int sum = crc;
        int at = from;
        for (; at + SLICES <= to; at += SLICES) {
            sum ^= (bytes[at] & 0xFF) | (bytes[at + 1] & 0xFF) << 8;
            sum = TABLE[3][sum & 0xFF]
                    ^ TABLE[2][sum >>> 8]
                    ^ TABLE[1][bytes[at + 2] & 0xFF]
                    ^ TABLE[0][bytes[at + 3] & 0xFF];
        }
        for (; at < to; at++) {
            sum = (sum >>> 8) ^ TABLE[0][(sum ^ bytes[at]) & 0xFF];
        }
        return sum;
    }

    private static char[][] table() {
        char[][] table = new char[SLICES][256];
        for (int value = 0; value < 256; value++) {
            int sum = value;
            for (int bit = 0; bit < 8; bit++) {
                sum = (sum & 1) != 0 ? (sum >>> 1) ^ POLYNOMIAL : sum >>> 1;
            }
            table[0][value] = (char) sum;
        }
        for (int slice = 1; slice < SLICES; slice++) {
            for (int value = 0; value < 256; value++) {
                int sum = table[slice - 1][value];
                table[slice][value] = (char) ((sum >>> 8) ^ table[0][sum & 0xFF]);
            }
        }
        return table;
    }
}
