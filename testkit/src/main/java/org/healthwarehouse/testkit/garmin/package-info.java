/**
 * Garmin, played by this process: {@link org.healthwarehouse.testkit.garmin.GarminSimulator} serves invented people
 * with their watches in the shapes and with the manners of the web interface. And files as devices write them, made up:
 * {@link org.healthwarehouse.testkit.garmin.FitWriter} writes any FIT file byte by byte,
 * {@link org.healthwarehouse.testkit.garmin.FitFiles} those of a run, a day and a night, and
 * {@link org.healthwarehouse.testkit.garmin.FitArchive} those of years.
 */
@NullMarked
package org.healthwarehouse.testkit.garmin;

import org.jspecify.annotations.NullMarked;
