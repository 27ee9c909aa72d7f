/**
 * A simulator of the Fulcra Life API that serves a {@link org.healthwarehouse.testkit.person.SyntheticPerson}, over
 * HTTP on loopback or in memory, with faults on request and a log of every call.
 */
@NullMarked
package org.healthwarehouse.testkit.fulcra;

import org.jspecify.annotations.NullMarked;
