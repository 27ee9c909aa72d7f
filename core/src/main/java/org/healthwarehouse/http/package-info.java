/** Speaking HTTP to vendors: a transport with deadlines that hold and answers that cannot grow without bound. */
@NullMarked
package org.healthwarehouse.http;

import org.jspecify.annotations.NullMarked;
