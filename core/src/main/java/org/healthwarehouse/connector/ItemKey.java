package org.healthwarehouse.connector;

import org.healthwarehouse.model.DataType;
import org.healthwarehouse.model.RecordKey;

/** One of the identities of a record or location of a type. */
public record ItemKey(DataType type, RecordKey key) {}
