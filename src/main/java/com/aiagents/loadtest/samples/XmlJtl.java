package com.aiagents.loadtest.samples;

import com.aiagents.loadtest.unit.Damage;
import com.aiagents.loadtest.unit.ReadSummary;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import javax.xml.stream.Location;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Reads an XML JTL ({@code testResults} with {@code sample} and {@code httpSample}), one element at
 * a time.
 *
 * <p>A sample inside another one is a sub-result and is passed over. Sample variables are
 * attributes of their own names. A file that is not well-formed to its end is cut off there;
 * samples that were complete before count. No document type and no external entity is ever loaded.
 */
final class XmlJtl {
  private XmlJtl() {}

  static ReadSummary read(JtlFile file, RowHandler<Sample> handler) throws IOException {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    ReadSummary summary = ReadSummary.NOTHING;
    try (InputStream in = file.stream()) {
      XMLStreamReader xml = factory.createXMLStreamReader(in);
      XmlSample open = null;
      Location begun = xml.getLocation();
      int depth = 0;
      try {
        while (xml.hasNext()) {
          int event = xml.next();
          if (event == XMLStreamConstants.START_ELEMENT) {
            String name = xml.getLocalName();
            if (isSample(name)) {
              if (depth == 0) {
                begun = xml.getLocation();
                open = XmlSample.of(xml);
              }
              depth++;
            } else if (depth == 0 && !name.equals("testResults")) {
              throw new SampleException(
                  file.path()
                      + ": line "
                      + xml.getLocation().getLineNumber()
                      + ": found element "
                      + name
                      + ", allowed are testResults, sample and httpSample");
            } else if (depth == 1 && name.equals("failureMessage")) {
              open = open.withMessage(xml.getElementText());
            }
          } else if (event == XMLStreamConstants.END_ELEMENT && isSample(xml.getLocalName())) {
            depth--;
            if (depth == 0) {
              summary = summary.and(take(open, begun, handler));
            }
          }
        }
      } catch (XMLStreamException e) {
        Location at = depth > 0 || e.getLocation() == null ? begun : e.getLocation();
        summary = summary.and(damage(at, "cut off", true));
      }
    } catch (XMLStreamException e) {
      throw new SampleException(file.path() + ": line 1, byte 0: found no XML that can be read");
    }
    return summary;
  }

  private static boolean isSample(String element) {
    return element.equals("sample") || element.equals("httpSample");
  }

  private static ReadSummary take(XmlSample sample, Location at, RowHandler<Sample> handler)
      throws IOException {
    if (sample.problem() != null) {
      return damage(at, sample.problem(), false);
    }
    handler.row(sample);
    return new ReadSummary(1, 0, Optional.empty(), false);
  }

  private static ReadSummary damage(Location at, String reason, boolean cutOff) {
    return new ReadSummary(
        0,
        1,
        Optional.of(
            new Damage(
                Math.max(1, at.getLineNumber()), Math.max(0, at.getCharacterOffset()), reason)),
        cutOff);
  }
}
