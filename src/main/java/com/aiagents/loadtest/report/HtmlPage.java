package com.aiagents.loadtest.report;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import java.io.StringReader;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A page that is one file: its style, its script and the chart library are inside, and nothing is
 * asked of any host.
 *
 * <p>Every text is escaped by the templates. The page itself forbids whatever is not its own: only
 * this very script and this very style may run, whatever a text of the target's may look like.
 */
final class HtmlPage {
  private static final String LIBRARY = "/META-INF/resources/webjars/uplot/1.6.30/dist/";
  private static final Inlined STYLE =
      new Inlined(LIBRARY + "uPlot.min.css", "/com/aiagents/loadtest/theme.css", "report.css");
  private static final Inlined SCRIPT = new Inlined(LIBRARY + "uPlot.iife.min.js", "charts.js");
  private static final String FRAME = "page";

  private static final Mustache.Compiler COMPILER =
      Mustache.compiler()
          .emptyStringIsFalse(true)
          // whether a value is an empty text is found by making its text: of a record, a whole
          // table for nothing
          .withFormatter(value -> value instanceof Record ? "a record" : String.valueOf(value))
          .withLoader(name -> new StringReader(Inlined.file(name + ".html")));

  private static final Map<String, Template> TEMPLATES = new ConcurrentHashMap<>();

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
    Map<String, Object> page = new HashMap<>();
    page.put("title", title);
    page.put("style", STYLE.text());
    page.put("script", charts.isEmpty() ? "" : SCRIPT.text());
    page.put("data", charts);
    page.put(
        "policy",
        "default-src 'none'; base-uri 'none'; form-action 'none'; img-src data:; style-src "
            + STYLE.hash()
            + (charts.isEmpty() ? "" : "; script-src " + SCRIPT.hash()));
    page.put("body", template(template).execute(view));
    return template(FRAME).execute(page);
  }

  private static Template template(String name) {
    return TEMPLATES.computeIfAbsent(name, n -> COMPILER.compile(Inlined.file(n + ".html")));
  }
}
