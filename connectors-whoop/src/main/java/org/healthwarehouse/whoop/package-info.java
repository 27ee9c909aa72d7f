/** The connector to WHOOP: cycles, recoveries, sleeps and workouts, as version 2 of its developer API tells them. */
@NullMarked
package org.healthwarehouse.whoop;

import org.jspecify.annotations.NullMarked;
