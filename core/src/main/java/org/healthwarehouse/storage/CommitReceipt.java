package org.healthwarehouse.storage;

/**
 * What a commit changed.
 *
 * @param number the commit number, rising with every commit of the store
 * @param added rows that are new
 * @param changed rows that replaced an older form, which is kept as a revision
 * @param unchanged rows that were there already and were not rewritten
 */
public record CommitReceipt(long number, int added, int changed, int unchanged) {}
