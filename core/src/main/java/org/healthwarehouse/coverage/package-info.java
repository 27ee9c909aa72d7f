/**
 * What is held, and what is missing: the ledger's algebra, the gap detector and the chunk planner. Pure functions over
 * ranges; nothing here fetches or stores.
 */
@NullMarked
package org.healthwarehouse.coverage;

import org.jspecify.annotations.NullMarked;
