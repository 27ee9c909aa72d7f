package org.healthwarehouse;

/**
 * An answer together with how far it can be trusted.
 *
 * @param data what is stored
 * @param freshness where it came from, how old it is, and what is missing from it
 * @param <T> the kind of data
 */
public record Reading<T>(T data, Freshness freshness) {}
