package co.spkey.sdk.hubs.testkit.cli;

import java.io.StringWriter;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** A report in the XML that CI servers read from JUnit: a test case for each clause. */
final class ReportJUnit {

    private final Report report;

    ReportJUnit(Report report) {
        this.report = report;
    }

    String xml() {
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter out = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
            out.writeStartDocument("UTF-8", "1.0");
            write(out);
            out.writeEndDocument();
            out.close();
        } catch (XMLStreamException impossible) {
            throw new IllegalStateException("Writing to memory failed", impossible);
        }
        return text + "\n";
    }

    private void write(XMLStreamWriter out) throws XMLStreamException {
        long failures = report.clauses().stream()
                .filter(each -> each.standing().isFailure())
                .count();
        long skipped = report.clauses().size() - failures - report.count(Standing.HOLDS);
        line(out, "");
        out.writeStartElement("testsuite");
        attribute(out, "name", "ProvisionHub contract at " + report.target());
        attribute(out, "tests", String.valueOf(report.clauses().size()));
        attribute(out, "failures", String.valueOf(failures));
        attribute(out, "errors", "0");
        attribute(out, "skipped", String.valueOf(skipped));
        attribute(out, "time", seconds(report.elapsed()));
        attribute(
                out,
                "timestamp",
                report.startedAt().truncatedTo(ChronoUnit.SECONDS).toString().replace("Z", ""));
        for (Verified each : report.clauses()) {
            line(out, "  ");
            testCase(each, out);
        }
        line(out, "");
        out.writeEndElement();
    }

    private static void testCase(Verified each, XMLStreamWriter out) throws XMLStreamException {
        out.writeStartElement("testcase");
        attribute(out, "classname", each.clause().id());
        attribute(
                out,
                "name",
                each.clause().name() + " [" + each.clause().level() + "] "
                        + each.clause().statement());
        attribute(out, "time", seconds(each.elapsed()));
        String details = String.valueOf(each.details());
        if (each.standing().isFailure()) {
            out.writeEmptyElement("failure");
            attribute(out, "type", each.standing().word());
            attribute(out, "message", details);
        } else if (each.standing() == Standing.NOT_TRIED) {
            out.writeEmptyElement("skipped");
            attribute(out, "message", details);
        } else if (each.standing() != Standing.HOLDS) {
            out.writeEmptyElement("skipped");
            attribute(out, "message", each.standing().meaning() + ": " + details);
        }
        out.writeEndElement();
    }

    private static void line(XMLStreamWriter out, String indent) throws XMLStreamException {
        out.writeCharacters("\n" + indent);
    }

    /** What came over the wire may hold characters that XML 1.0 has no way to write. */
    private static void attribute(XMLStreamWriter out, String name, String value) throws XMLStreamException {
        out.writeAttribute(
                name, value.replaceAll("[^\\t\\n\\r\\x20-\\uD7FF\\uE000-\\uFFFD\\x{10000}-\\x{10FFFF}]", "?"));
    }

    private static String seconds(Duration elapsed) {
        return String.format(Locale.ROOT, "%.3f", elapsed.toNanos() / 1e9);
    }
}
