/**
 * Measurements: JMH benchmarks of single steps, contests with other ways to do the same in one run, and runs of whole
 * processes with little memory.
 */
@NullMarked
package org.healthwarehouse.benchmarks;

import org.jspecify.annotations.NullMarked;
