/**
 * How connectors prove who is asking: where access tokens come from and how they get onto requests.
 * {@link org.healthwarehouse.auth.Logins} keeps logins encrypted in a store and renews them over an
 * {@link org.healthwarehouse.auth.OAuthClient}.
 */
@NullMarked
package org.healthwarehouse.auth;

import org.jspecify.annotations.NullMarked;
