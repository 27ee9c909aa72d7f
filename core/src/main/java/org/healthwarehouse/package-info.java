/**
 * The facade: {@link org.healthwarehouse.HealthWarehouse} and what its methods answer. Applications start here and
 * seldom need more than this package, {@code model} and {@code sync}.
 */
@NullMarked
package org.healthwarehouse;

import org.jspecify.annotations.NullMarked;
