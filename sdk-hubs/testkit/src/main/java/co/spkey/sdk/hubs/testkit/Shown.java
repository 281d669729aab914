package co.spkey.sdk.hubs.testkit;

/** Makes text that came over the wire fit for one line of a message. */
final class Shown {

    /** Enough to recognise a value by. */
    private static final int LONGEST = 80;

    private Shown() {}

    static String quoted(String text) {
        return '"' + line(text) + '"';
    }

    /** Returns the beginning of a text, whatever could break the line or drive a terminal shown as {@code ?}. */
    static String line(String text) {
        return line(text, LONGEST);
    }

    static String line(String text, int longest) {
        String shown = text.length() <= longest ? text : text.substring(0, longest) + "…";
        return shown.replaceAll("[\\p{Cc}\\p{Cs}\\u2028\\u2029]", "?");
    }
}
