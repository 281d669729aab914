package co.spkey.sdk.hubs.testkit.cli;

import co.spkey.sdk.hubs.testkit.Clause;

/** What clauses are about, for whoever reads them in a report. */
enum Subject {
    CREDENTIALS("Who may call", "PH-AUTH-"),
    REQUEST("What is asked", "PH-REQ-"),
    ANSWER("What is answered", "PH-RES-"),
    THINGS("The Thing of a hub", "PH-THING-"),
    ERRORS("Errors", "");

    private final String title;
    private final String prefix;

    Subject(String title, String prefix) {
        this.title = title;
        this.prefix = prefix;
    }

    String title() {
        return title;
    }

    static Subject of(Clause clause) {
        for (Subject subject : values()) {
            if (clause.id().startsWith(subject.prefix)) {
                return subject;
            }
        }
        return ERRORS;
    }
}
