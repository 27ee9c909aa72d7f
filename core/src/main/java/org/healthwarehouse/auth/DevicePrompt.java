package org.healthwarehouse.auth;

import java.net.URI;
import java.time.Instant;
import java.util.Optional;

/**
 * What the person has to do to log in: open the page, on any device, and enter the code.
 *
 * @param userCode the code to enter
 * @param page where to enter it
 * @param pageWithCode the same page with the code filled in, if the vendor has one
 * @param validUntil after that the code is of no use
 */
public record DevicePrompt(String userCode, URI page, Optional<URI> pageWithCode, Instant validUntil) {}
