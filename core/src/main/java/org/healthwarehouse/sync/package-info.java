/**
 * The engine: from a request over gaps and a plan to claimed chunks, fetched pages and committed rows. It advances in
 * small steps that never sleep; waiting is a due time handed to the {@link org.healthwarehouse.sync.Scheduler}.
 */
@NullMarked
package org.healthwarehouse.sync;

import org.jspecify.annotations.NullMarked;
