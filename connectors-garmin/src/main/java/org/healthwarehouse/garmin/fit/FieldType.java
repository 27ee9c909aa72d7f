package org.healthwarehouse.garmin.fit;

/**
 * What a field of a message means: value = written / scale - offset.
 *
 * @param name what the format calls it
 * @param scale by which the written number is divided
 * @param offset that is taken from the quotient
 * @param kind what is special about it
 */
record FieldType(String name, double scale, double offset, Kind kind) {
    private static final double SEMICIRCLES_PER_DEGREE = 0x1p31 / 180;

    /** What is special about a field. */
    enum Kind {
        NUMBER,
        TIME,
        TIME16,
        MINUTE8
    }

    double value(double written) {
        return written / scale - offset;
    }

    /** Reads number, name, scale, offset and kind, as they stand in a line of the table. */
    static FieldType parse(String[] words) {
        double scale = 1;
        double offset = 0;
        Kind kind = Kind.NUMBER;
        for (int i = 2; i < words.length; i++) {
            String word = words[i];
            switch (word) {
                case "time" -> kind = Kind.TIME;
                case "time16" -> kind = Kind.TIME16;
                case "minute8" -> kind = Kind.MINUTE8;
                case "angle" -> scale = SEMICIRCLES_PER_DEGREE;
                default -> {
                    double number = Double.parseDouble(word.substring(1));
                    scale = word.startsWith("/") ? number : scale;
                    offset = word.startsWith("+") ? number : offset;
                }
            }
        }
        return new FieldType(words[1], scale, offset, kind);
    }
}
