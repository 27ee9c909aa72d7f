package org.healthwarehouse.testkit.garmin;

/**
 * Part of a date on which one watch was worn.
 *
 * @param watch which
 * @param from UTC epoch milliseconds, a whole hour after the date began
 * @param to UTC epoch milliseconds, a whole number of hours later
 */
record GarminSegment(GarminWatch watch, long from, long to) {}
