@NullMarked
package co.spkey.sdk.examples.proxymtls;

import org.jspecify.annotations.NullMarked;
