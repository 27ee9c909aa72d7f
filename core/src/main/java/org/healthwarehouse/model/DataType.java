package org.healthwarehouse.model;

/**
 * What is measured. A {@link SampleType} is a numeric series, a {@link RecordType} a document with identity and
 * interval, a {@link LocationType} a track of positions. The canonical ones are in {@link DataTypes}; a connector may
 * bring further ones at run time. Two data types are the same if their names are.
 */
public sealed interface DataType permits SampleType, RecordType, LocationType {
    /**
     * The canonical name in lower snake case, for example {@code heart_rate}; a vendor's own begins with its source and
     * a dot.
     */
    String name();

    /** What it means, in one sentence, for a reader who has only the database. */
    String meaning();
}
