package org.healthwarehouse.series;

/** How the samples of a bucket become one number. */
public enum Statistic {
    /** Each value weighs as much as the part of its sample that lies in the bucket; an instantaneous one weighs 1. */
    MEAN,
    /** The least value. */
    MIN,
    /** The greatest value. */
    MAX,
    /**
     * Values added up; of a sample that lies only partly in the bucket, the same part of its value. For amounts such as
     * steps; the sum of the buckets is the sum of the range.
     */
    SUM,
    /** How many samples begin in the bucket; the sum of the buckets is the count of the range. */
    COUNT,
    /** The value of the sample that ends last; of several that go on beyond the bucket, of the one that began last. */
    LAST
}
