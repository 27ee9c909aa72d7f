/**
 * Training load, heart rate zones, heart rate variability and readiness, and what an application for training keeps of
 * its users. Every formula is a pure function over plain immutable values: it reads no store, clock or network, so any
 * thread may call it. What is kept begins at {@link org.healthwarehouse.training.TrainingStore}: profile, plans,
 * readiness, load and analyses, in the store of the warehouse.
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
