/** How connectors prove who is asking: where access tokens come from and how they get onto requests. */
@NullMarked
package org.healthwarehouse.auth;

import org.jspecify.annotations.NullMarked;
