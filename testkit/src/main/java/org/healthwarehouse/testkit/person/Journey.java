package org.healthwarehouse.testkit.person;

/** Going from one spot to another; after the flight of a travel day the clocks show the zone of the destination. */
record Journey(Span span, Spot from, Spot to, boolean airborne) {}
