package org.healthwarehouse.model;

/**
 * Who told of a record, from the best word to the least. Where several did, each attribute is shown as the best of
 * those tells it who tell it at all.
 */
public enum RecordOrigin {
    /** The vendor's interface, asked or unasked. */
    API,
    /** The vendor's own file about the item, whole and exact: a recording of a device, a full export. */
    FILE,
    /** A row of a table that was made for people to read, rounded and without identities. */
    CSV,
    /** A row about something else that tells of the item in passing. */
    MENTION
}
