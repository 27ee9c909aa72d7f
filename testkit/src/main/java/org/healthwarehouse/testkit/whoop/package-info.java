/**
 * WHOOP, played by this process: {@link org.healthwarehouse.testkit.whoop.WhoopSimulator} serves invented members in
 * the shapes and with the manners of version 2 of the developer interface.
 */
@NullMarked
package org.healthwarehouse.testkit.whoop;

import org.jspecify.annotations.NullMarked;
