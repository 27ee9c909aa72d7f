package org.healthwarehouse.sync;

/** Whether a call may be made now: a {@link Permit}, or a {@link Wait}. */
sealed interface Admission permits Permit, Wait {}
