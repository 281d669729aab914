/**
 * What a bulk run remembers: on disk, so that a killed run resumes, and in memory, so that no hub is sent twice. It knows
 * texts and positions, and nothing of calls.
 */
@org.jspecify.annotations.NullMarked
package co.spkey.sdk.hubs.journal;
