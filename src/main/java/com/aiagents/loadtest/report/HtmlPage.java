package com.aiagents.loadtest.report;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/**
 * A page that is one file: its style, its script and the chart library are inside, and nothing is
 * asked of any host.
 *
 * <p>Every text is escaped by the templates. The page itself forbids whatever is not its own: only
 * this very script and this very style may run, whatever a text of the target's may look like.
 */
final class HtmlPage {
  private static final String LIBRARY = "/META-INF/resources/webjars/uplot/1.6.30/dist/";
  private static final Mustache.Compiler TEMPLATES =
      Mustache.compiler()
          .emptyStringIsFalse(true)
          .withLoader(
              name ->
                  new InputStreamReader(
                      HtmlPage.class.getResourceAsStream(name + ".html"), StandardCharsets.UTF_8));

  private HtmlPage() {}

  /**
   * The text of a page.
   *
   * @param title of the window
   * @param template of the body, without its ending
   * @param view what the template shows
   * @param charts the data of its charts, see {@link ChartsJson}; empty for a page without any
   */
  static String render(String title, String template, Object view, String charts) {
    String style =
        resource(LIBRARY + "uPlot.min.css")
            + resource("/com/aiagents/loadtest/theme.css")
            + resource("report.css");
    String script =
        charts.isEmpty() ? "" : resource(LIBRARY + "uPlot.iife.min.js") + resource("charts.js");
    Map<String, Object> page = new HashMap<>();
    page.put("title", title);
    page.put("style", style);
    page.put("script", script);
    page.put("data", charts);
    page.put(
        "policy",
        "default-src 'none'; base-uri 'none'; form-action 'none'; img-src data:; style-src "
            + hash(style)
            + (script.isEmpty() ? "" : "; script-src " + hash(script)));
    page.put("body", template(template).execute(view));
    return template("page").execute(page);
  }

  private static Template template(String name) {
    return TEMPLATES.compile(resource(name + ".html"));
  }

  private static String resource(String name) {
    try (InputStream in = HtmlPage.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IOException("found no " + name + " among the classes");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
