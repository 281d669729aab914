package co.spkey.sdk.hubs.testkit;

/** What is wrong with a request, and the clause that says so. */
record Problem(String clauseId, String text) {}
