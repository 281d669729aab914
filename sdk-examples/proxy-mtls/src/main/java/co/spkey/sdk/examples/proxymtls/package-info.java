/** What a network may ask of a client: a proxy, a trust store of its own, a client certificate. */
@NullMarked
package co.spkey.sdk.examples.proxymtls;

import org.jspecify.annotations.NullMarked;
