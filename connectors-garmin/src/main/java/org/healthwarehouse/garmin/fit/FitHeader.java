package org.healthwarehouse.garmin.fit;

/**
 * The first bytes of a FIT file.
 *
 * @param size of the header itself
 * @param dataSize bytes of messages that follow; unsigned, whatever the file says
 * @param signed whether the four letters of the format are there
 * @param intact whether its checksum is right, or was not set
 */
record FitHeader(int size, long dataSize, boolean signed, boolean intact) {
    /** The older form, without a checksum. */
    static final int SHORTEST = 12;

    private static final int WITH_CHECKSUM = 14;

    /** Reads a header of which all bytes are there. */
    static FitHeader read(byte[] bytes, int at) {
        int size = bytes[at] & 0xFF;
        boolean signed = bytes[at + 8] == '.' && bytes[at + 9] == 'F' && bytes[at + 10] == 'I' && bytes[at + 11] == 'T';
        int checksum = size < WITH_CHECKSUM ? 0 : little(bytes, at + SHORTEST, 2);
        boolean intact = checksum == 0 || checksum == Crc16.update(0, bytes, at, at + SHORTEST);
        return new FitHeader(size, little(bytes, at + 4, 4) & 0xFFFF_FFFFL, signed, intact);
    }

    private static int little(byte[] bytes, int at, int count) {
        int value = 0;
        for (int i = 0; i < count; i++) {
            value |= (bytes[at + i] & 0xFF) << (8 * i);
        }
        return value;
    }
}
