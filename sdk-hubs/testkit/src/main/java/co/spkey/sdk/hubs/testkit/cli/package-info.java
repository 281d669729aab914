/**
 * The command line of the standalone jar: {@code serve} runs one reference server until it is stopped, {@code verify} checks a
 * provider against the contract.
 */
@org.jspecify.annotations.NullMarked
package co.spkey.sdk.hubs.testkit.cli;
