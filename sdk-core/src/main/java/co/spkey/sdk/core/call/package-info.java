/**
 * The call engine, for the service modules of this SDK alone.
 *
 * <p>A call is data flowing one way: an {@link co.spkey.sdk.core.call.Operation} says what is particular to an endpoint;
 * {@link co.spkey.sdk.core.call.CallEngine} opens a call; {@code CallLoop} decides what happens next, and one of two
 * drivers carries it out, blocking or not; {@code Wire} makes one attempt; {@code RetryDecision} says whether another
 * follows; {@code ErrorReader} makes sense of an error's body.
 */
@org.jspecify.annotations.NullMarked
package co.spkey.sdk.core.call;
