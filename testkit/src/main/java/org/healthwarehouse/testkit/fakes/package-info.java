/**
 * Vendors that exist only for tests, with the connectors that talk to them: one that answers whole ranges, one that
 * lists records page by page, one that thinks in the local days of a watch. Their data follow from a seed, change as
 * their clock goes on, and are known exactly, so that a store can be compared with the truth. Cheap enough for
 * thousands of worlds.
 */
@NullMarked
package org.healthwarehouse.testkit.fakes;

import org.jspecify.annotations.NullMarked;
