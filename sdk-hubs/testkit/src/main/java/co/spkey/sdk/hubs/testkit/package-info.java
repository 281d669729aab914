/**
 * The hub backend as the wire contract describes it, in memory, for tests: start a {@link
 * co.spkey.sdk.hubs.testkit.ReferenceServer} and point a client at its base URL.
 *
 * <p>Ids such as PH-RES-03 or E3 name the clauses and error shapes of the wire contract.
 */
@org.jspecify.annotations.NullMarked
package co.spkey.sdk.hubs.testkit;
