/** What a release must be before strangers get it, as a program that looks. */
@NullMarked
package co.spkey.sdk.release;

import org.jspecify.annotations.NullMarked;
