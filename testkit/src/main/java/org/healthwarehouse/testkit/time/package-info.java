/**
 * Time that a test moves by hand, and a scheduler that runs the engine's steps on it, one by one, in a seeded order.
 */
@NullMarked
package org.healthwarehouse.testkit.time;

import org.jspecify.annotations.NullMarked;
