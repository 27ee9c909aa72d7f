/**
 * The words of the library: users, sources, data types, time ranges, samples, records, locations and failures. Plain
 * immutable values that know nothing of networks or databases; every other package stands on this one.
 */
@NullMarked
package org.healthwarehouse.model;

import org.jspecify.annotations.NullMarked;
