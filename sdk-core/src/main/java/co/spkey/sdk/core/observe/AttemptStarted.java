package co.spkey.sdk.core.observe;

/**
 * A request is about to be sent.
 *
 * @param callId which call
 * @param operation the operation's name
 * @param attempt which attempt of the call, from 1
 * @since 1.0
 */
public record AttemptStarted(long callId, String operation, int attempt) implements CallEvent {}
