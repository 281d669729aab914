package co.spkey.sdk.core.observe;

/**
 * A call begins.
 *
 * @param callId which call
 * @param operation the operation's name
 * @param subject what the call is about, for example {@code hub hub-0042}
 * @since 1.0
 */
public record CallStarted(long callId, String operation, String subject) implements CallEvent {}
