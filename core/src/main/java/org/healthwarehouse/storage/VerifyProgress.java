package org.healthwarehouse.storage;

/**
 * How far a check has come.
 *
 * @param step what is being looked at
 * @param done so many streams, pages or other pieces of the step
 * @param total of so many; 0 if nobody knows
 */
public record VerifyProgress(VerifyStep step, long done, long total) {}
