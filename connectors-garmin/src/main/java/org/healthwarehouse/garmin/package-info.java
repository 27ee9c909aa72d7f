/**
 * Turns what Garmin devices wrote into canonical types and units. {@code FitPage} reads one FIT file; which units and
 * traps there are, and what was decided, is in {@code GARMIN.md}.
 */
@NullMarked
package org.healthwarehouse.garmin;

import org.jspecify.annotations.NullMarked;
