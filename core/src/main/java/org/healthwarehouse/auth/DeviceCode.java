package org.healthwarehouse.auth;

import java.time.Duration;

/**
 * A device login that has begun (RFC 8628).
 *
 * @param code with which to ask how it stands
 * @param prompt what the person has to do
 * @param interval how long to wait between two questions
 */
public record DeviceCode(Secret code, DevicePrompt prompt, Duration interval) {}
