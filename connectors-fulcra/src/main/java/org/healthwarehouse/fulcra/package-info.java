/**
 * The connector to Fulcra: asks for raw samples, workouts and positions, and turns them into canonical types and units.
 * {@link org.healthwarehouse.fulcra.FulcraConnector} is the way in; what the vendor does is in {@code FULCRA.md}.
 */
@NullMarked
package org.healthwarehouse.fulcra;

import org.jspecify.annotations.NullMarked;
