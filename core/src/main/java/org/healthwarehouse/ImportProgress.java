package org.healthwarehouse;

/**
 * How far an import has come.
 *
 * @param files how many files were looked at
 * @param taken how many of them were taken
 * @param rows how many samples, records and locations they held
 * @param name the file that is looked at next
 */
public record ImportProgress(int files, int taken, long rows, String name) {}
