@NullMarked
package co.spkey.sdk.release;

import org.jspecify.annotations.NullMarked;
