"use strict";
// Shows what the events say. Texts of the target are only ever set as text, never as HTML.
(() => {
  const MOST_SECONDS = 1800;
  const $ = id => document.getElementById(id);
  const set = (id, text) => { const e = $(id); if (e.textContent !== text) e.textContent = text; };
  const color = n => getComputedStyle(document.documentElement).getPropertyValue(n).trim();

  let columns = [];
  let rows = [];
  let ended = false;
  let plannedUsers = null;
  let usersTouched = false;

  const whole = v => v == null ? "-" : Math.round(v).toLocaleString("en-US");
  const ms = v => v == null ? "-" : v < 10000 ? Math.round(v) + " ms" : (v / 1000).toFixed(1) + " s";
  const share = v => v == null ? "-" : (100 * v).toFixed(1) + " %";
  const mib = v => v == null ? "-" : (v / 1048576).toFixed(0) + " MiB";
  const time = v => new Date(v * 1000).toLocaleTimeString("en-GB");
  const one = v => v == null ? "-" : v.toFixed(1);

  // What is drawn: a chart takes the columns that are there; a function takes those whose names match.
  const CHARTS = [
    { id: "users", title: "Users", text: whole, of: ["users", "planned users"], dash: ["planned users"] },
    { id: "requests", title: "Requests and errors per second", text: whole, of: ["requests", "errors"], ink: { errors: "--c4" } },
    { id: "p95", title: "p95 by label, last 10 s", text: ms, of: c => c.startsWith("p95 ") },
    { id: "p50", title: "p50 by label, last 10 s", text: ms, of: c => c.startsWith("p50 ") },
    { id: "completed", title: "Completed workflows per second", text: whole, of: ["completed workflows"] },
    { id: "workflow", title: "p95 of the complete workflow, last 10 s", text: ms, of: ["workflow p95"] },
    { id: "queue", title: "Queue depth and active workers", text: whole, of: ["queue depth", "workers"] },
    { id: "connections", title: "Database connections", text: whole, of: ["connections", "max connections", "pool in use"], dash: ["max connections"] },
    { id: "cpu", title: "CPU: shares of this machine", text: share, of: ["host cpu", "generator cpu"] },
    { id: "target-cpu", title: "CPU of the target, cores", text: one, of: ["target cpu"] },
    { id: "memory", title: "Memory of target and generator", text: mib, of: ["target memory", "generator memory"] },
    { id: "parts-cpu", title: "CPU of containers and pods, shares", text: share, of: c => c.startsWith("cpu ") },
    { id: "parts-memory", title: "Memory of containers and pods, shares", text: share, of: c => c.startsWith("memory ") },
    { id: "health", title: "Answer time of GET /health", text: ms, of: ["health"] },
  ];
  for (const chart of CHARTS) {
    const figure = document.createElement("figure");
    figure.id = "chart-" + chart.id;
    const caption = document.createElement("figcaption");
    caption.textContent = chart.title;
    chart.box = document.createElement("div");
    figure.append(caption, chart.box);
    $("charts").append(figure);
    chart.figure = figure;
  }

  const shown = chart => typeof chart.of === "function" ? columns.filter(chart.of) : chart.of.filter(c => columns.includes(c));

  const HEIGHT = 170;
  const width = chart => Math.max(200, chart.figure.clientWidth - 18);

  function build(chart) {
    if (chart.plot) chart.plot.destroy();
    chart.box.textContent = "";
    chart.plot = null;
    chart.names = shown(chart);
    chart.figure.hidden = chart.names.length === 0;
    if (chart.figure.hidden) return;
    const ink = color("--faint");
    const axis = { stroke: ink, grid: { stroke: color("--line"), width: 1 }, ticks: { stroke: color("--line") } };
    chart.plot = new uPlot({
      // what is new is not there before the library has drawn it
      hooks: { ready: [u => { if (chart.plot === u) describe(chart); }] },
      width: width(chart), height: HEIGHT, cursor: { drag: { x: false, y: false } },
      scales: { x: { time: true }, y: { range: (u, min, max) => [0, max == null || max <= 0 ? 1 : max * 1.08] } },
      axes: [{ ...axis, values: (u, ticks) => ticks.map(time) }, { ...axis, size: 72, values: (u, ticks) => ticks.map(chart.text) }],
      series: [{ label: "time", value: (u, v) => v == null ? "-" : time(v) }, ...chart.names.map((name, i) => ({
        label: name.replace(/^p(50|95) (?=[A-Z])/, ""),
        stroke: color((chart.ink && chart.ink[name]) || "--c" + (i % 10 + 1)), width: 2, spanGaps: false,
        points: { show: false }, dash: (chart.dash || []).includes(name) ? [6, 4] : undefined,
        value: (u, v) => chart.text(v),
      }))],
    }, data(chart), chart.box);
    chart.plot.ctx.canvas.setAttribute("role", "img");
  }

  const column = name => {
    const i = columns.indexOf(name);
    return rows.map(r => i < r.length ? r[i] : null);
  };
  const data = chart => [column("time"), ...chart.names.map(column)];

  function describe(chart) {
    const last = rows[rows.length - 1] || [];
    const values = chart.names.map(n => n.replace(/^p(50|95) (?=[A-Z])/, "") + " " + chart.text(last[columns.indexOf(n)]));
    chart.plot.ctx.canvas.setAttribute("aria-label", chart.title + ": " + values.join(", "));
    // without a pointer on the chart its legend tells the last second
    if (rows.length && (chart.plot.cursor.idx == null)) chart.plot.setLegend({ idx: rows.length - 1 }, false);
  }

  function draw() {
    for (const chart of CHARTS) {
      if (!chart.plot && shown(chart).length) build(chart);
      else if (chart.plot) { chart.plot.setData(data(chart)); describe(chart); }
    }
  }

  const rebuild = () => CHARTS.forEach(build);

  function table(id, lines) {
    const body = $(id).tBodies[0];
    while (body.rows.length > lines.length) body.deleteRow(-1);
    lines.forEach((cells, r) => {
      const row = body.rows[r] || body.insertRow();
      cells.forEach((cell, c) => {
        const td = row.cells[c] || row.insertCell();
        const text = String(cell.text);
        if (td.textContent !== text) td.textContent = text;
        if (td.className !== (cell.css || "")) td.className = cell.css || "";
      });
    });
  }
  const t = (text, css) => ({ text, css });
  const n = text => ({ text, css: "n" });

  function observed(c) {
    if (c.observed == null) return "-";
    switch (c.unit) {
      case "share": return (Math.floor(c.observed * 100000) / 1000).toFixed(3) + " %";
      case "ms": return (c.observed / 1000).toFixed(3) + " s";
      case "s": return c.observed.toFixed(1) + " s";
      default: return String(Math.round(c.observed * 10) / 10);
    }
  }

  // "< 60000" in ms as "< 60 s", "> 0.99" of a share as "> 99 %": exact, a limit is not rounded
  function limit(text, unit) {
    const parts = /^([<>=]+) ([0-9.]+)$/.exec(text || "");
    if (!parts) return text || "-";
    const shift = (number, by) => String(Number(Number(number + "e" + by).toPrecision(15)));
    switch (unit) {
      case "share": return parts[1] + " " + shift(parts[2], 2) + " %";
      case "ms": return parts[1] + " " + shift(parts[2], -3) + " s";
      case "s": return text + " s";
      default: return text;
    }
  }

  function clock(millis) {
    const s = Math.max(0, Math.round(millis / 1000));
    return Math.floor(s / 60) + ":" + String(s % 60).padStart(2, "0");
  }

  function now(e) {
    set("state", e.state);
    set("scenario", e.scenario);
    set("target", e.target);
    set("run", e.run);
    document.title = (e.scenario || "watch") + ": " + e.state + " - AI Agents load test";
    const end = e.phases.length ? e.phases[e.phases.length - 1].to : null;
    set("clock", e.elapsed == null ? "" : end == null ? clock(e.elapsed) : clock(Math.min(e.elapsed, end)) + " of " + clock(end));
    controls(e);
    const all = e.labels.find(l => l.label === "TOTAL");
    const last = rows[rows.length - 1] || [];
    const value = name => { const i = columns.indexOf(name); return i < 0 ? null : last[i]; };
    const sum = name => rows.slice(-10).reduce((s, r) => s + (r[columns.indexOf(name)] || 0), 0);
    set("tile-users", whole(value("users")));
    set("tile-rate", rows.length ? (sum("requests") / Math.min(10, rows.length)).toFixed(1) : "-");
    set("tile-errors", all ? whole(all.errors) : "-");
    set("tile-p95", all ? ms(all.p95) : "-");
    set("tile-completed", whole(e.workflow.completed));
    set("tile-workflow", ms(e.workflow.p95));
    set("tile-queue", whole(value("queue depth")));
    table("labels", e.labels.map(l => [t(l.label), n(l.count), n(l.errors), n(l.p50 ?? "-"), n(l.p95 ?? "-"), n(l.max ?? "-"), n(one(l.throughput)), t(l.error || "")]));
    table("readings", Object.entries(e.readings).map(([k, v]) => [t(k), n(v)]));
    const badge = $("verdict");
    set("verdict", e.verdict ? (e.state === "ended" ? "" : "so far: ") + e.verdict.outcome.replace("_", " ") : "");
    badge.className = "badge " + (e.verdict ? e.verdict.outcome : "");
    set("verdict-title", e.state === "ended" ? "Verdict" : "Verdict so far");
    table("criteria", e.verdict ? e.verdict.criteria.map(c => [t(c.id), t(c.outcome.replace("_", " "), c.outcome), n(observed(c)), t(limit(c.pass, c.unit)), t(c.message, "why")]) : []);
    $("no-verdict").hidden = !!e.verdict;
    diagnosis(e.diagnosis);
    const steps = $("steps");
    while (steps.children.length > e.steps.length) steps.lastChild.remove();
    e.steps.forEach((s, i) => {
      const li = steps.children[i] || steps.appendChild(document.createElement("li"));
      if (li.textContent !== s) li.textContent = s;
    });
  }

  function diagnosis(found) {
    const text = JSON.stringify(found);
    if ($("diagnosis").dataset.shown === text) return;
    $("diagnosis").dataset.shown = text;
    $("diagnosis").textContent = "";
    const add = (parent, tag, words) => {
      const element = parent.appendChild(document.createElement(tag));
      if (words) element.textContent = words;
      return element;
    };
    for (const one of found) {
      add($("diagnosis"), "h3", one.symptom + ": " + one.cause);
      for (const fact of one.evidence) add($("diagnosis"), "p", fact);
      for (const command of one.try) add(add($("diagnosis"), "pre"), "code", command);
    }
  }

  function controls(e) {
    const a = e.allowed;
    $("controls").hidden = !(a.start || a.users || a.stop);
    $("start").hidden = !a.start;
    $("change").hidden = a.start || !a.users;
    $("users-label").hidden = !a.users;
    $("users").max = a.mostUsers;
    $("stop").disabled = $("stop-now").disabled = !a.stop;
    const planned = e.phases.length ? e.phases[e.phases.length - 1].usersTo : null;
    // only a new number is written: whoever is typing one would find it mixed with the old
    if (planned !== plannedUsers && !usersTouched) {
      plannedUsers = planned;
      $("users").value = planned ?? "";
    }
  }

  async function ask(order, said) {
    set("answer", "");
    try {
      const answer = await fetch("control", { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(order) });
      set("answer", answer.ok ? said : (await answer.text()).trim());
    } catch (e) {
      set("answer", "The launcher does not answer.");
    }
    // whatever came of it, the plan says how many there will be
    setTimeout(() => { plannedUsers = null; }, 3000);
  }

  const users = () => $("users").valueAsNumber;
  for (const touch of ["input", "change"]) $("users").addEventListener(touch, () => { usersTouched = true; });
  $("steer").addEventListener("submit", event => {
    event.preventDefault();
    const wanted = users();
    if (!$("users-label").hidden && !(Number.isInteger(wanted) && wanted >= 1 && wanted <= Number($("users").max))) {
      set("answer", "Users: allowed is 1 to " + $("users").max + ".");
      return;
    }
    usersTouched = false;
    if (!$("start").hidden) ask($("users-label").hidden ? { do: "start" } : { do: "start", users: wanted }, "Started.");
    else ask({ do: "users", users: wanted }, "Asked for " + wanted + " users.");
  });
  $("stop").addEventListener("click", () => ask({ do: "stop" }, "Stopping: users finish what they do."));
  $("stop-now").addEventListener("click", () => ask({ do: "stop-now" }, "Stopping at once."));

  const source = new EventSource("events");
  source.addEventListener("open", () => { $("lost").hidden = true; });
  source.addEventListener("error", () => { $("lost").hidden = ended; });
  source.addEventListener("all", event => {
    const e = JSON.parse(event.data);
    const same = columns.length === e.columns.length && columns.every((c, i) => c === e.columns[i]);
    columns = e.columns;
    rows = e.rows;
    if (same) draw(); else rebuild();
    now(e);
  });
  source.addEventListener("second", event => {
    const e = JSON.parse(event.data);
    if (e.row.length) rows.push(e.row);
    if (rows.length > MOST_SECONDS) rows.shift();
    draw();
    now(e);
  });
  source.addEventListener("end", event => {
    ended = true;
    source.close();
    const e = JSON.parse(event.data);
    columns = e.columns;
    rows = e.rows;
    rebuild();
    now(e);
  });

  // for whoever wants to read the figures by a script
  window.loadTest = {
    columns: () => columns.slice(),
    sum: name => column(name).reduce((all, v) => all + (v || 0), 0),
  };

  addEventListener("resize", () => CHARTS.forEach(c => c.plot && c.plot.setSize({ width: width(c), height: HEIGHT })));
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", rebuild);
})();
