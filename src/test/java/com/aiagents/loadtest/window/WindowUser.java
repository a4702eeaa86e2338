package com.aiagents.loadtest.window;

import java.awt.AWTEvent;
import java.awt.Component;
import java.awt.Container;
import java.awt.Dialog;
import java.awt.EventQueue;
import java.awt.Point;
import java.awt.Rectangle;
import java.awt.Robot;
import java.awt.Toolkit;
import java.awt.Window;
import java.awt.datatransfer.DataFlavor;
import java.awt.datatransfer.Transferable;
import java.awt.event.ActionEvent;
import java.awt.event.InputEvent;
import java.awt.event.WindowEvent;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.swing.AbstractButton;
import javax.swing.JLabel;
import javax.swing.JSplitPane;
import javax.swing.JTree;
import javax.swing.SwingUtilities;
import javax.swing.text.JTextComponent;
import org.apache.jmeter.gui.GuiPackage;
import org.apache.jmeter.gui.MainFrame;
import org.apache.jmeter.gui.action.ActionNames;
import org.apache.jmeter.gui.action.ActionRouter;
import org.apache.jmeter.gui.tree.JMeterTreeNode;
import org.apache.jmeter.protocol.http.sampler.HTTPSamplerBase;
import org.apache.jmeter.testelement.TestElement;
import org.apache.jmeter.threads.AbstractThreadGroup;
import org.apache.jmeter.threads.PostThreadGroup;
import org.apache.jmeter.threads.SetupThreadGroup;
import org.apache.jmeter.util.JMeterUtils;

/**
 * A person before JMeter's window, in JMeter's JVM: opens each plan of a folder, clicks every node
 * of its tree with the mouse, looks at the editor, takes a picture and saves; then starts the first
 * plan by its button and waits for its end; then leaves.
 *
 * <p>Prints what it sees, a line each: {@code plan FILE}, {@code node NAME}, {@code ran FILE},
 * {@code left}, and {@code problem …}.
 */
public final class WindowUser {
  /** The folder with the plans; the first of them JMeter opened by itself. */
  static final String PLANS = "window.plans";

  /** The folder for the pictures. */
  static final String PICTURES = "window.pictures";

  /** JMeter properties for the run: {@code users=3,hold=5}; no run without. */
  static final String RUN = "window.run";

  private static final long PATIENCE_SECONDS = 60;
  private static final long RUN_SECONDS = 90;

  /** Of the icon before a node's name. */
  private static final int ICON_PIXELS = 16;

  private final Robot robot;
  private String place = "start";

  private WindowUser() throws Exception {
    robot = new Robot();
  }

  /** Called by {@link WindowAgent}. */
  public static void main(String[] none) throws Exception {
    WindowUser user = new WindowUser();
    Toolkit.getDefaultToolkit().addAWTEventListener(user::watch, AWTEvent.WINDOW_EVENT_MASK);
    List<Path> plans;
    try (Stream<Path> files = Files.list(Path.of(System.getProperty(PLANS)))) {
      plans = files.filter(f -> f.toString().endsWith(".jmx")).sorted().toList();
    }
    for (Path plan : plans) {
      user.visit(plan, !plan.equals(plans.get(0)));
    }
    String run = System.getProperty(RUN, "");
    if (!run.isEmpty()) {
      user.run(plans.get(0), run.split(","));
    }
    user.place = "exit";
    say("left");
    // ends this JVM; a plan that is not saved opens a dialog
    onScreen(() -> act(ActionNames.EXIT));
  }

  private void visit(Path plan, boolean open) throws Exception {
    place = plan.getFileName().toString();
    if (open) {
      open(plan);
    }
    await("the plan is open", () -> isOpen(plan));
    say("plan " + place);
    MainFrame window = GuiPackage.getInstance().getMainFrame();
    JTree tree = tree();
    onScreen(
        () -> {
          window.setBounds(new Rectangle(Toolkit.getDefaultToolkit().getScreenSize()));
          for (int row = 0; row < tree.getRowCount(); row++) {
            tree.expandRow(row);
          }
          window.validate();
          split(window).setDividerLocation(tree.getPreferredSize().width + 20);
          window.validate();
          return null;
        });
    int rows = onScreen(tree::getRowCount);
    for (int row = 0; row < rows; row++) {
      click(row);
      look(row);
    }
    picture(plan);
    FileTime before = Files.getLastModifiedTime(plan);
    press("save");
    await("the plan is saved", () -> Files.getLastModifiedTime(plan).compareTo(before) > 0);
  }

  /** Drops the file on the window. */
  private static void open(Path plan) throws Exception {
    onScreen(
        () ->
            GuiPackage.getInstance()
                .getMainFrame()
                .openJmxFilesFromDragAndDrop(new DroppedFile(plan.toFile())));
  }

  private static boolean isOpen(Path plan) {
    GuiPackage gui = GuiPackage.getInstance();
    String file = gui.getTestPlanFile();
    return file != null
        && new File(file).equals(plan.toFile())
        && tree().getRowCount() > 1
        && Stream.of(Window.getWindows()).noneMatch(w -> w.isShowing() && isSplash(w));
  }

  private static boolean isSplash(Window window) {
    return window.getClass().getSimpleName().equals("SplashScreen");
  }

  private void click(int row) throws Exception {
    Point point =
        onScreen(
            () -> {
              JTree tree = tree();
              tree.scrollRowToVisible(row);
              Rectangle bounds = tree.getRowBounds(row);
              Point origin = tree.getLocationOnScreen();
              // scrolling puts the next row where this one was: two clicks there were a double
              // click
              int x = bounds.x + ICON_PIXELS / 2 + row % 2 * ICON_PIXELS;
              return new Point(origin.x + x, origin.y + bounds.y + bounds.height / 2);
            });
    click(point);
    await(
        "row " + row + " of the tree is chosen",
        () ->
            tree().isRowSelected(row)
                && GuiPackage.getInstance().getCurrentNode() == node(row)
                && editor().isShowing());
  }

  private void click(Point point) {
    robot.mouseMove(point.x, point.y);
    robot.mousePress(InputEvent.BUTTON1_DOWN_MASK);
    robot.mouseRelease(InputEvent.BUTTON1_DOWN_MASK);
  }

  /** The node of a row, and its editor as it is on the screen. */
  private void look(int row) throws Exception {
    onScreen(
        () -> {
          TestElement element = node(row).getTestElement();
          say("node " + oneLine(element.getName()));
          Component editor = editor();
          String wanted = element.getPropertyAsString(TestElement.GUI_CLASS);
          if (!editor.getClass().getName().equals(wanted)) {
            problem(element, "has the editor " + editor.getClass().getName() + ", not " + wanted);
          }
          List<String> texts = new ArrayList<>();
          collectTexts(editor, texts);
          if (!texts.contains(element.getName())) {
            problem(element, "its editor does not show its name");
          }
          if (!texts.contains(element.getComment())) {
            problem(element, "its editor does not show its comment: " + element.getComment());
          }
          return null;
        });
  }

  private static void collectTexts(Component component, List<String> texts) {
    if (!component.isShowing()) {
      return;
    }
    if (component instanceof JTextComponent text) {
      texts.add(text.getText());
    }
    if (component instanceof Container container) {
      for (Component child : container.getComponents()) {
        collectTexts(child, texts);
      }
    }
  }

  private void picture(Path plan) throws Exception {
    click(onScreen(WindowUser::rowOfPicture));
    onScreen(
        () -> {
          tree().scrollRowToVisible(0);
          return null;
        });
    // what was asked to be drawn is drawn, twice since drawing may ask again
    for (int i = 0; i < 2; i++) {
      onScreen(() -> null);
      Toolkit.getDefaultToolkit().sync();
    }
    // no tool tip of the mouse
    Rectangle screen = new Rectangle(Toolkit.getDefaultToolkit().getScreenSize());
    robot.mouseMove(screen.width - 1, screen.height - 1);
    onScreen(() -> null);
    String name = "plan-" + place.replace(".jmx", ".png");
    ImageIO.write(
        robot.createScreenCapture(screen),
        "png",
        Path.of(System.getProperty(PICTURES), name).toFile());
  }

  /** Each plan shows something else: itself, its users, or what they send. */
  private static int rowOfPicture() {
    String plan = GuiPackage.getInstance().getTestPlanFile();
    int found = 0;
    for (int row = 0; row < tree().getRowCount(); row++) {
      TestElement element = node(row).getTestElement();
      boolean users =
          element instanceof AbstractThreadGroup
              && !(element instanceof SetupThreadGroup)
              && !(element instanceof PostThreadGroup);
      boolean sends =
          element instanceof HTTPSamplerBase request && request.getMethod().equals("POST");
      if (plan.endsWith("baseline.jmx")
          ? row == 0
          : plan.endsWith("endurance.jmx") ? sends : users) {
        found = row;
      }
    }
    return found;
  }

  private void run(Path plan, String[] properties) throws Exception {
    place = "run of " + plan.getFileName();
    open(plan);
    await("the plan is open", () -> isOpen(plan));
    for (String property : properties) {
      int equals = property.indexOf('=');
      JMeterUtils.setProperty(property.substring(0, equals), property.substring(equals + 1));
    }
    press("start");
    await("the test runs", () -> !button("start").isEnabled());
    await("the test ended", RUN_SECONDS, () -> button("start").isEnabled());
    say("ran " + plan.getFileName());
  }

  /** Clicks the button of the tool bar with an action. */
  private void press(String action) throws Exception {
    click(
        onScreen(
            () -> {
              AbstractButton button = button(action);
              Point origin = button.getLocationOnScreen();
              return new Point(origin.x + button.getWidth() / 2, origin.y + button.getHeight() / 2);
            }));
  }

  private static AbstractButton button(String action) {
    return Stream.of(GuiPackage.getInstance().getMainFrame().getRootPane().getContentPane())
        .flatMap(WindowUser::all)
        .filter(AbstractButton.class::isInstance)
        .map(AbstractButton.class::cast)
        .filter(b -> action.equalsIgnoreCase(b.getActionCommand()) && b.isShowing())
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no button for " + action));
  }

  private static Stream<Component> all(Component component) {
    return component instanceof Container container
        ? Stream.concat(
            Stream.of(component), Stream.of(container.getComponents()).flatMap(WindowUser::all))
        : Stream.of(component);
  }

  private static JSplitPane split(MainFrame window) {
    return (JSplitPane)
        all(window)
            .filter(
                c ->
                    c instanceof JSplitPane split
                        && SwingUtilities.isDescendingFrom(tree(), split.getLeftComponent()))
            .reduce((outer, inner) -> inner)
            .orElseThrow();
  }

  private static Component editor() {
    return (Component) GuiPackage.getInstance().getCurrentGui();
  }

  private static JTree tree() {
    return GuiPackage.getInstance().getTreeListener().getJTree();
  }

  private static JMeterTreeNode node(int row) {
    return (JMeterTreeNode) tree().getPathForRow(row).getLastPathComponent();
  }

  private static Void act(String action) {
    ActionRouter.getInstance()
        .doActionNow(new ActionEvent(tree(), ActionEvent.ACTION_PERFORMED, action));
    return null;
  }

  /** A dialog is a problem, and is closed: a modal one would stop everything. */
  private void watch(AWTEvent event) {
    if (event.getID() == WindowEvent.WINDOW_OPENED
        && event.getSource() instanceof Dialog dialog
        && !isSplash(dialog)) {
      List<String> texts = new ArrayList<>();
      all(dialog)
          .forEach(
              c -> {
                if (c instanceof JLabel label && label.getText() != null) {
                  texts.add(label.getText());
                } else if (c instanceof JTextComponent text) {
                  texts.add(text.getText());
                }
              });
      say("problem " + place + ": a dialog opened: " + oneLine(dialog.getTitle() + " " + texts));
      EventQueue.invokeLater(dialog::dispose);
    }
  }

  private void problem(TestElement element, String what) {
    say("problem " + place + ", " + oneLine(element.getName() + ": " + what));
  }

  private static String oneLine(String text) {
    return text.replace("\n", "\\n");
  }

  private static void say(String line) {
    System.out.println(line);
    System.out.flush();
  }

  /** What something is, asked in the thread of the window, when that has done what it was given. */
  private static <T> T onScreen(Callable<T> question) throws Exception {
    FutureTask<T> task = new FutureTask<>(question);
    EventQueue.invokeLater(task);
    return task.get();
  }

  private void await(String what, Callable<Boolean> condition) throws Exception {
    await(what, PATIENCE_SECONDS, condition);
  }

  private void await(String what, long seconds, Callable<Boolean> condition) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    while (!onScreen(condition)) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException(place + ": not within " + seconds + " s: " + what);
      }
      TimeUnit.MILLISECONDS.sleep(5);
    }
  }

  private record DroppedFile(File file) implements Transferable {
    @Override
    public DataFlavor[] getTransferDataFlavors() {
      return new DataFlavor[] {DataFlavor.javaFileListFlavor};
    }

    @Override
    public boolean isDataFlavorSupported(DataFlavor flavor) {
      return flavor.equals(DataFlavor.javaFileListFlavor);
    }

    @Override
    public Object getTransferData(DataFlavor flavor) {
      return List.of(file);
    }
  }
}
