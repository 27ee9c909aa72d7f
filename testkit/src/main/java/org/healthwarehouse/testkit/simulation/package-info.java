/**
 * Runs a whole warehouse, engine and store, through random requests, faults and crashes on a virtual clock, and checks
 * the promises after every step. The same seed does the same.
 */
@NullMarked
package org.healthwarehouse.testkit.simulation;

import org.jspecify.annotations.NullMarked;
