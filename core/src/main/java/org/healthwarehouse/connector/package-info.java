/**
 * What the author of a connector implements and is given: {@link org.healthwarehouse.connector.Connector} asks a vendor
 * for pages and reads them; {@link org.healthwarehouse.connector.ConnectorProvider} makes it discoverable. What to ask,
 * when, how often and what to do about failures is the engine's business, not the connector's.
 */
@NullMarked
package org.healthwarehouse.connector;

import org.jspecify.annotations.NullMarked;
