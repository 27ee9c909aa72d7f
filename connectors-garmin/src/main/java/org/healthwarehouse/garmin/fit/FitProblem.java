package org.healthwarehouse.garmin.fit;

/**
 * A fault of a FIT file. Tells nothing of its content.
 *
 * @param kind what is wrong
 * @param offset of the byte where it was noticed, from the start of the input
 */
public record FitProblem(Kind kind, long offset) {
    /** What may be wrong with a FIT file, and what becomes of the rest of it. */
    public enum Kind {
        /** There is no header where one must be; everything from here on is ignored. */
        BAD_HEADER,
        /** The checksum of the header is wrong; the file is read all the same. */
        HEADER_CHECKSUM,
        /** The checksum of a file is wrong; all its messages were read, any of them may be damaged. */
        CHECKSUM,
        /** The input ends too early; all whole messages before were read. */
        TRUNCATED,
        /** A message is longer than what the header leaves for it; the rest of the file is skipped. */
        OVERRUN,
        /** A message whose layout was never defined; the rest of the file is skipped. */
        UNDEFINED_MESSAGE,
        /** The definition of a message breaks the rules; the rest of the file is skipped. */
        BAD_DEFINITION,
        /** There are more problems than are listed. */
        MORE
    }
}
