package co.spkey.sdk.examples.factoryline;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ShellTest {

    @Test
    void whatNeedsNoQuotesHasNone() {
        assertThat(Shell.POSIX.word("/data/line-7.csv")).isEqualTo("/data/line-7.csv");
        assertThat(Shell.WINDOWS.word("--max-per-second=0.5")).isEqualTo("--max-per-second=0.5");
    }

    @Test
    void aPosixShellGetsSingleQuotes() {
        assertThat(Shell.POSIX.word("line 7's.csv")).isEqualTo("'line 7'\\''s.csv'");
    }

    @Test
    void windowsGetsDoubleQuotesAndNoBackslashThatSwallowsOne() {
        assertThat(Shell.WINDOWS.word("C:\\the line\\7.csv")).isEqualTo("\"C:\\the line\\7.csv\"");
        assertThat(Shell.WINDOWS.word("C:\\the line\\")).isEqualTo("\"C:\\the line\\\\\"");
        assertThat(Shell.WINDOWS.word("a\\\"b")).isEqualTo("\"a\\\\\\\"b\"");
    }
}
