/**
 * An imaginary person whose whole health history is a pure function of a seed: what vendor simulators serve and what
 * tests compare against. Start at {@link org.healthwarehouse.testkit.person.SyntheticPerson}.
 */
@NullMarked
package org.healthwarehouse.testkit.person;

import org.jspecify.annotations.NullMarked;
