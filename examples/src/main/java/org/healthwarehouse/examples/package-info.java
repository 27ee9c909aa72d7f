/** Small programs that show the library at work. */
@NullMarked
package org.healthwarehouse.examples;

import org.jspecify.annotations.NullMarked;
