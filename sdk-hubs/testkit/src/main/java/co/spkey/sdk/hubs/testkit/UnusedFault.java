package co.spkey.sdk.hubs.testkit;

import org.jspecify.annotations.Nullable;

/**
 * A scripted fault that has not struck as often as was planned.
 *
 * @param fault what was to happen
 * @param hubId the only hub it was planned for, null when it was for any
 * @param remaining how many times it was still to strike, at least 1
 * @since 1.0
 */
public record UnusedFault(Fault fault, @Nullable String hubId, int remaining) {}
