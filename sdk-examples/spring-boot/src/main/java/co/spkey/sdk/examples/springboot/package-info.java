/** A Spring Boot service that registers hubs on request. */
@NullMarked
package co.spkey.sdk.examples.springboot;

import org.jspecify.annotations.NullMarked;
