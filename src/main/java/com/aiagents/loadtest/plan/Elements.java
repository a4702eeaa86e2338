package com.aiagents.loadtest.plan;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.jmeter.assertions.ResponseAssertion;
import org.apache.jmeter.assertions.gui.AssertionGui;
import org.apache.jmeter.assertions.jmespath.JMESPathAssertion;
import org.apache.jmeter.assertions.jmespath.gui.JMESPathAssertionGui;
import org.apache.jmeter.config.Argument;
import org.apache.jmeter.config.Arguments;
import org.apache.jmeter.config.ConfigTestElement;
import org.apache.jmeter.config.gui.ArgumentsPanel;
import org.apache.jmeter.control.GenericController;
import org.apache.jmeter.control.LoopController;
import org.apache.jmeter.control.OnceOnlyController;
import org.apache.jmeter.control.SwitchController;
import org.apache.jmeter.control.gui.LogicControllerGui;
import org.apache.jmeter.control.gui.LoopControlPanel;
import org.apache.jmeter.control.gui.OnceOnlyControllerGui;
import org.apache.jmeter.control.gui.SwitchControllerGui;
import org.apache.jmeter.control.gui.TestPlanGui;
import org.apache.jmeter.extractor.BoundaryExtractor;
import org.apache.jmeter.extractor.gui.BoundaryExtractorGui;
import org.apache.jmeter.protocol.http.config.gui.HttpDefaultsGui;
import org.apache.jmeter.protocol.http.control.Header;
import org.apache.jmeter.protocol.http.control.HeaderManager;
import org.apache.jmeter.protocol.http.control.gui.HttpTestSampleGui;
import org.apache.jmeter.protocol.http.gui.HTTPArgumentsPanel;
import org.apache.jmeter.protocol.http.gui.HeaderPanel;
import org.apache.jmeter.protocol.http.sampler.HTTPSamplerBase;
import org.apache.jmeter.protocol.http.sampler.HTTPSamplerProxy;
import org.apache.jmeter.protocol.http.util.HTTPArgument;
import org.apache.jmeter.protocol.java.sampler.JSR223Sampler;
import org.apache.jmeter.reporters.ResultAction;
import org.apache.jmeter.reporters.ResultCollector;
import org.apache.jmeter.reporters.gui.ResultActionGui;
import org.apache.jmeter.sampler.TestAction;
import org.apache.jmeter.sampler.gui.TestActionGui;
import org.apache.jmeter.samplers.SampleSaveConfiguration;
import org.apache.jmeter.testbeans.gui.TestBeanGUI;
import org.apache.jmeter.testelement.OnErrorTestElement;
import org.apache.jmeter.testelement.TestElement;
import org.apache.jmeter.testelement.TestPlan;
import org.apache.jmeter.threads.AbstractThreadGroup;
import org.apache.jmeter.threads.PostThreadGroup;
import org.apache.jmeter.threads.SetupThreadGroup;
import org.apache.jmeter.threads.ThreadGroup;
import org.apache.jmeter.threads.gui.PostThreadGroupGui;
import org.apache.jmeter.threads.gui.SetupThreadGroupGui;
import org.apache.jmeter.timers.UniformRandomTimer;
import org.apache.jmeter.timers.gui.UniformRandomTimerGui;
import org.apache.jmeter.visualizers.SimpleDataWriter;
import org.apache.jmeter.visualizers.ViewResultsFullVisualizer;

/**
 * JMeter elements with everything the GUI needs to open them: name, comment, editor and class.
 *
 * <p>Texts are written into the plan as they are; {@code ${…}} stays for JMeter to evaluate.
 */
final class Elements {
  private Elements() {}

  /** Names an element and says which class and editor it has. */
  static <T extends TestElement> T named(T element, Class<?> editor, String name, String comment) {
    element.setName(name);
    element.setComment(comment);
    element.setEnabled(true);
    element.setProperty(TestElement.TEST_CLASS, element.getClass().getName());
    element.setProperty(TestElement.GUI_CLASS, editor.getName());
    return element;
  }

  static TestPlan testPlan(String name, String comment, Arguments variables) {
    TestPlan plan = named(new TestPlan(), TestPlanGui.class, name, comment);
    plan.setFunctionalMode(false);
    plan.setSerialized(false);
    plan.setTearDownOnShutdown(true);
    plan.setUserDefinedVariables(variables);
    return plan;
  }

  static Arguments variables(String name, String comment, Map<String, String[]> values) {
    Arguments arguments = named(new Arguments(), ArgumentsPanel.class, name, comment);
    values.forEach(
        (key, value) -> arguments.addArgument(new Argument(key, value[0], "=", value[1])));
    return arguments;
  }

  static ConfigTestElement httpDefaults(String connectMillis, String responseMillis) {
    ConfigTestElement defaults =
        named(
            new ConfigTestElement(),
            HttpDefaultsGui.class,
            "HTTP Request Defaults",
            "where the target is and how long an answer may take (ms)");
    defaults.setProperty(HTTPSamplerBase.DOMAIN, "${host}");
    defaults.setProperty(HTTPSamplerBase.PORT, "${port}");
    defaults.setProperty(HTTPSamplerBase.PROTOCOL, "${scheme}");
    defaults.setProperty(HTTPSamplerBase.CONTENT_ENCODING, "UTF-8");
    defaults.setProperty(HTTPSamplerBase.CONNECT_TIMEOUT, connectMillis);
    defaults.setProperty(HTTPSamplerBase.RESPONSE_TIMEOUT, responseMillis);
    defaults.setProperty(HTTPSamplerBase.IMPLEMENTATION, "HttpClient4");
    defaults.setProperty(
        new org.apache.jmeter.testelement.property.TestElementProperty(
            HTTPSamplerBase.ARGUMENTS,
            named(new Arguments(), HTTPArgumentsPanel.class, "User Defined Variables", "")));
    return defaults;
  }

  static HeaderManager headers(String name, String comment, Map<String, String> values) {
    HeaderManager manager = named(new HeaderManager(), HeaderPanel.class, name, comment);
    values.forEach((key, value) -> manager.add(new Header(key, value)));
    return manager;
  }

  static SetupThreadGroup setUp(String name, String comment) {
    return once(named(new SetupThreadGroup(), SetupThreadGroupGui.class, name, comment));
  }

  static PostThreadGroup tearDown(String name, String comment) {
    return once(named(new PostThreadGroup(), PostThreadGroupGui.class, name, comment));
  }

  private static <T extends ThreadGroup> T once(T group) {
    LoopController loop =
        named(new LoopController(), LoopControlPanel.class, "Loop Controller", "");
    loop.setLoops(1);
    loop.setContinueForever(false);
    group.setNumThreads(1);
    group.setRampUp(0);
    group.setSamplerController(loop);
    group.setProperty(AbstractThreadGroup.ON_SAMPLE_ERROR, "stoptestnow");
    return group;
  }

  static OnceOnlyController onceOnly(String name, String comment) {
    return named(new OnceOnlyController(), OnceOnlyControllerGui.class, name, comment);
  }

  static SwitchController switchOn(String name, String comment, String value) {
    SwitchController controller =
        named(new SwitchController(), SwitchControllerGui.class, name, comment);
    controller.setSelection(value);
    return controller;
  }

  static GenericController simple(String name, String comment) {
    return named(new GenericController(), LogicControllerGui.class, name, comment);
  }

  static HTTPSamplerProxy get(
      String label, String comment, String path, Map<String, String> query) {
    HTTPSamplerProxy sampler = http(label, comment, "GET", path);
    query.forEach(
        (name, value) -> {
          HTTPArgument argument = new HTTPArgument(name, value);
          argument.setAlwaysEncoded(true);
          argument.setUseEquals(true);
          sampler.getArguments().addArgument(argument);
        });
    return sampler;
  }

  static HTTPSamplerProxy post(String label, String comment, String path, String body) {
    HTTPSamplerProxy sampler = http(label, comment, "POST", path);
    sampler.setPostBodyRaw(true);
    HTTPArgument argument = new HTTPArgument("", body, "=");
    argument.setAlwaysEncoded(false);
    sampler.getArguments().addArgument(argument);
    return sampler;
  }

  private static HTTPSamplerProxy http(String label, String comment, String method, String path) {
    HTTPSamplerProxy sampler =
        named(new HTTPSamplerProxy(), HttpTestSampleGui.class, label, comment);
    sampler.setMethod(method);
    sampler.setPath(path);
    sampler.setContentEncoding("UTF-8");
    sampler.setFollowRedirects(true);
    sampler.setAutoRedirects(false);
    sampler.setUseKeepAlive(true);
    sampler.setDoMultipart(false);
    sampler.setArguments(
        named(new Arguments(), HTTPArgumentsPanel.class, "User Defined Variables", ""));
    return sampler;
  }

  /** Sends nothing and leaves no sample; the timers under it run. */
  static TestAction noRequest(String name, String comment) {
    TestAction pause = named(new TestAction(), TestActionGui.class, name, comment);
    pause.setAction(TestAction.PAUSE);
    pause.setTarget(TestAction.THREAD);
    pause.setDuration("0");
    return pause;
  }

  static UniformRandomTimer uniformTimer(String shortestMillis, String rangeMillis) {
    UniformRandomTimer timer =
        named(
            new UniformRandomTimer(),
            UniformRandomTimerGui.class,
            "Uniform Random Timer",
            "shortest pause and range, ms");
    timer.setDelay(shortestMillis);
    timer.setRange(rangeMillis);
    return timer;
  }

  static ResponseAssertion answerCode(
      String name, String comment, boolean ignoreStatus, String... codes) {
    ResponseAssertion assertion = assertion(name, comment);
    assertion.setTestFieldResponseCode();
    assertion.setAssumeSuccess(ignoreStatus);
    assertion.setToEqualsType();
    if (codes.length > 1) {
      assertion.setToOrType();
    }
    for (String code : codes) {
      assertion.addTestString(code);
    }
    return assertion;
  }

  static ResponseAssertion answerContains(String name, String comment, String text) {
    ResponseAssertion assertion = assertion(name, comment);
    assertion.setTestFieldResponseData();
    assertion.setToSubstringType();
    assertion.addTestString(text);
    return assertion;
  }

  static ResponseAssertion variableEquals(
      String name, String comment, String variable, String text) {
    ResponseAssertion assertion = assertion(name, comment);
    assertion.setScopeVariable(variable);
    assertion.setTestFieldResponseData();
    assertion.setToEqualsType();
    assertion.addTestString(text);
    return assertion;
  }

  /** What a JMESPath expression makes of the answer's JSON is this text. */
  static JMESPathAssertion jsonIs(String name, String comment, String expression, String text) {
    JMESPathAssertion assertion =
        named(new JMESPathAssertion(), JMESPathAssertionGui.class, name, comment);
    assertion.setJmesPath(expression);
    assertion.setJsonValidationBool(true);
    assertion.setExpectedValue(text);
    assertion.setExpectNull(false);
    assertion.setInvert(false);
    assertion.setIsRegex(false);
    return assertion;
  }

  private static ResponseAssertion assertion(String name, String comment) {
    return named(new ResponseAssertion(), AssertionGui.class, name, comment);
  }

  static BoundaryExtractor between(
      String name, String comment, String variable, String left, String right) {
    BoundaryExtractor extractor =
        named(new BoundaryExtractor(), BoundaryExtractorGui.class, name, comment);
    extractor.setRefName(variable);
    extractor.setLeftBoundary(left);
    extractor.setRightBoundary(right);
    extractor.setMatchNumber(1);
    extractor.setDefaultEmptyValue(true);
    extractor.setDefaultValue("");
    // the body, in JMeter's words: not the headers
    extractor.setUseField("false");
    return extractor;
  }

  static ResultAction stopTestOnFailure(String name, String comment) {
    ResultAction action = named(new ResultAction(), ResultActionGui.class, name, comment);
    action.setErrorAction(OnErrorTestElement.ON_ERROR_STOPTEST);
    return action;
  }

  static JSR223Sampler scriptedSampler(String name, String comment, String script, String args) {
    return scripted(new JSR223Sampler(), name, comment, script, args);
  }

  private static <T extends TestElement> T scripted(
      T element, String name, String comment, String script, String args) {
    named(element, TestBeanGUI.class, name, comment);
    element.setProperty("scriptLanguage", "groovy");
    element.setProperty("parameters", args);
    element.setProperty("filename", "");
    // without a key JMeter compiles the script for every sample
    element.setProperty("cacheKey", "true");
    element.setProperty("script", resource(script));
    return element;
  }

  static ResultCollector resultWriter(String name, String comment, String file) {
    ResultCollector writer = named(new ResultCollector(), SimpleDataWriter.class, name, comment);
    SampleSaveConfiguration columns = new SampleSaveConfiguration(true);
    columns.setAsXml(false);
    columns.setFieldNames(true);
    columns.setSubresults(false);
    columns.setSamplerData(false);
    columns.setResponseData(false);
    columns.setRequestHeaders(false);
    columns.setResponseHeaders(false);
    writer.setSaveConfig(columns);
    writer.setFilename(file);
    return writer;
  }

  static ResultCollector resultTree(String name, String comment) {
    ResultCollector tree =
        named(new ResultCollector(), ViewResultsFullVisualizer.class, name, comment);
    tree.setEnabled(false);
    return tree;
  }

  private static String resource(String name) {
    try (InputStream in = Elements.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IOException(name + " is not on the class path");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
