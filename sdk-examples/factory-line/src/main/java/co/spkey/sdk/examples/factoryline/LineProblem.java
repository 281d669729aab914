package co.spkey.sdk.examples.factoryline;

import org.jspecify.annotations.Nullable;

/**
 * Why a line didn't end in a provisioned hub.
 *
 * @param kind in a word, such as {@code BadLine} or an exception's name
 * @param requestId what support asks for, or null
 */
record LineProblem(
        long line,
        HubFields fields,
        String kind,
        String message,
        @Nullable String requestId) {}
