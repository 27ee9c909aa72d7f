/**
 * A reader of FIT files, the format in which watches and bicycle computers keep activities and days.
 * {@link org.healthwarehouse.garmin.fit.FitReader} is the way in. Knows nothing of the warehouse; what the format does,
 * and what was decided here, is in {@code GARMIN.md}.
 */
@NullMarked
package org.healthwarehouse.garmin.fit;

import org.jspecify.annotations.NullMarked;
