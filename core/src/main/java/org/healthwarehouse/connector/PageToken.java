package org.healthwarehouse.connector;

/**
 * What a vendor wants to see to give the next page.
 *
 * @param value opaque
 */
public record PageToken(String value) {}
