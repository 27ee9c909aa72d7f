/**
 * What the author of a storage implements: {@link org.healthwarehouse.storage.Storage} commits pages whole or not at
 * all, lends consistent snapshots, and keeps jobs and claims.
 */
@NullMarked
package org.healthwarehouse.storage;

import org.jspecify.annotations.NullMarked;
