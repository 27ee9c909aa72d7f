/**
 * Training load, heart rate zones, heart rate variability and readiness. Everything here is a pure function over plain
 * immutable values: nothing reads a store, a clock or a network, so any thread may call it.
 *
 * <p>Three rules hold everywhere. A formula is the published one, and the Javadoc names its source; where no source
 * gives a number, the Javadoc says that the number is ours. What is unknown stays unknown: a day without a training is
 * a load of 0, a day that nobody knows about is not, and a result that lacks its inputs is empty instead of guessed. An
 * argument that breaks a rule is refused with {@link org.healthwarehouse.model.InvalidParameterException}, whose text
 * never repeats a health value.
 *
 * <p>Nothing here is medical advice. {@code docs/formulas.md} lists every formula with a worked example.
 */
@NullMarked
package org.healthwarehouse.training;

import org.jspecify.annotations.NullMarked;
