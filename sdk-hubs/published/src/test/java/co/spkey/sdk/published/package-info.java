@NullMarked
package co.spkey.sdk.published;

import org.jspecify.annotations.NullMarked;
