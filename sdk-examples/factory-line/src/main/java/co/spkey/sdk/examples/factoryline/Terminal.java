package co.spkey.sdk.examples.factoryline;

import java.io.Console;

/** Tells whether a person is watching. */
final class Terminal {

    private Terminal() {}

    /** Returns whether both standard input and standard output are a terminal. */
    @SuppressWarnings("SystemConsoleNull") // null says enough up to Java 21; from 22 on isTerminal is asked
    static boolean isPresent() {
        Console console = System.console();
        return console != null && isTerminal(console);
    }

    /** From Java 22 there can be a console where there is no terminal, and a method that tells. */
    private static boolean isTerminal(Console console) {
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (NoSuchMethodException before22) {
            return true;
        } catch (ReflectiveOperationException unclear) {
            return false;
        }
    }
}
