"use strict";
// Draws the charts of the page's data. Texts are only ever set as text, never as HTML.
(() => {
  const page = JSON.parse(document.getElementById("data").textContent);
  const HEIGHT = 200;
  const PRINTED = 340;
  const color = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

  const clock = s => (s < 0 ? "-" : "") + Math.floor(Math.abs(s) / 60) + ":" + String(Math.floor(Math.abs(s) % 60)).padStart(2, "0");
  const UNITS = {
    count: v => Number.isInteger(v) ? String(v) : v.toFixed(1),
    millis: v => v < 10000 ? v.toFixed(0) + " ms" : (v / 1000).toFixed(1) + " s",
    seconds: v => v.toFixed(1) + " s",
    share: v => (v * 100).toFixed(1) + " %",
    bytes: v => (v / 1048576).toFixed(0) + " MiB",
  };
  // An axis tells no more digits than its ticks need.
  const tick = (chart, v, step) => {
    switch (chart.unit) {
      case "millis": return v >= 10000 || (step >= 1000 && v > 0) ? +(v / 1000).toFixed(1) + " s" : +v.toFixed(1) + " ms";
      case "share": return +(v * 100).toFixed(step < 0.01 ? 1 : 0) + " %";
      case "count": return String(+v.toFixed(2));
      case "seconds": return +v.toFixed(1) + " s";
      default: return UNITS[chart.unit](v);
    }
  };
  const text = (chart, v) => v == null ? "-" : UNITS[chart.unit](v);

  // Percentiles on a scale of nines: as much room for 90 to 99 as for 0 to 90.
  const nines = p => -Math.log10(1 - p / 100);
  const percent = n => 100 - 100 * Math.pow(10, -n);
  const PERCENTS = [0, 50, 75, 90, 95, 99, 99.9, 99.99, 99.999, 99.9999];
  const percentText = p => "p" + +p.toFixed(p > 99.99 ? 4 : p > 99 ? 3 : 1);

  const AXES = {
    time: { x: v => v, name: "time", value: (u, v) => v == null ? "-" : clock(v) + " (" + new Date(page.zero + v * 1000).toISOString().slice(11, 19) + " UTC)", ticks: (u, at) => at.map(clock), incrs: [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 1200, 1800, 3600, 7200, 14400, 28800, 86400] },
    percentile: { x: nines, name: "percentile", value: (u, v) => v == null ? "-" : percentText(percent(v)), splits: (u, i, min, max) => PERCENTS.map(nines).filter(n => n <= max), ticks: (u, at) => at.map(n => percentText(percent(n))) },
    run: { x: v => v, name: "run" },
  };

  // Runs are told by their names.
  const runs = names => ({
    ...AXES.run,
    value: (u, v) => v == null ? "-" : names[v] || "-",
    splits: (u, i, min, max) => names.map((name, at) => at).filter(at => at >= min && at <= max && at % Math.ceil(names.length / 8) === 0),
    ticks: (u, at) => at.map(n => (names[n] || "").slice(4, 13)),
  });
  const axisOf = chart => chart.axis === "run" ? runs(chart.names) : AXES[chart.axis];

  const colors = chart => chart.lines.map((line, i) => color(line.name === "errors" || line.name === "never completed" ? "--c4" : "--c" + (i % 10 + 1)));

  function columns(chart) {
    const axis = AXES[chart.axis];
    const tables = chart.groups.map(([x, ...y]) => [x.map(axis.x), ...y]);
    const data = tables.length > 1 ? uPlot.join(tables) : tables[0];
    if (!chart.stacked) return data;
    const sums = data[0].map(() => 0);
    return [data[0], ...data.slice(1).map(y => y.map((v, i) => v == null ? v : sums[i] += v))];
  }

  function range(chart, min, max) {
    const highest = max == null || max <= 0 ? (chart.unit === "share" ? 0.01 : 1) : max;
    // a limit that is far above would press everything to the ground
    const near = chart.limits.map(l => l.value).filter(v => v <= highest * 3 && v > 0);
    return [0, Math.max(highest, ...near) * 1.08];
  }

  const LOOKS = { unmeasured: ["--faint", .16], alarm: ["--warning", .22], fault: ["--fail", .25], generator: ["--invalid", .22] };

  function landmarks(u) {
    const { ctx, bbox } = u;
    const px = devicePixelRatio;
    ctx.save();
    ctx.beginPath();
    ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
    ctx.clip();
    ctx.font = 10 * px + "px system-ui, sans-serif";
    ctx.textBaseline = "top";
    ctx.textAlign = "left";
    for (const mark of page.landmarks) {
      const from = u.valToPos(mark.from, "x", true);
      const wide = Math.max(2 * px, u.valToPos(mark.to, "x", true) - from);
      const look = LOOKS[mark.kind];
      if (look) {
        ctx.globalAlpha = look[1];
        ctx.fillStyle = color(look[0]);
        ctx.fillRect(from, bbox.top, wide, bbox.height);
        ctx.globalAlpha = 1;
      } else if (mark.kind === "errors") {
        ctx.fillStyle = color("--fail");
        ctx.fillRect(from, bbox.top + bbox.height - 4 * px, wide, 4 * px);
      }
      if (mark.kind === "phase" || mark.kind === "unmeasured") {
        ctx.strokeStyle = ctx.fillStyle = color("--faint");
        if (mark.from > 0) {
          ctx.setLineDash([4 * px, 4 * px]);
          ctx.beginPath();
          ctx.moveTo(from, bbox.top);
          ctx.lineTo(from, bbox.top + bbox.height);
          ctx.stroke();
          ctx.setLineDash([]);
        }
        if (ctx.measureText(mark.label).width < wide - 6 * px) ctx.fillText(mark.label, from + 3 * px, bbox.top + 2 * px);
      }
    }
    ctx.restore();
  }

  function limits(u, chart) {
    const { ctx, bbox } = u;
    const px = devicePixelRatio;
    ctx.save();
    ctx.font = 10 * px + "px system-ui, sans-serif";
    ctx.strokeStyle = ctx.fillStyle = color("--fail");
    ctx.lineWidth = 1.5 * px;
    ctx.textAlign = "left";
    let above = 0;
    for (const limit of chart.limits) {
      const inside = limit.value <= u.scales.y.max;
      const label = inside || /\d/.test(limit.label) ? limit.label : limit.label + " " + text(chart, limit.value);
      const y = inside ? u.valToPos(limit.value, "y", true) : bbox.top;
      if (inside) {
        ctx.setLineDash([6 * px, 4 * px]);
        ctx.beginPath();
        ctx.moveTo(bbox.left, y);
        ctx.lineTo(bbox.left + bbox.width, y);
        ctx.stroke();
      }
      const words = inside ? label : label + " \u2191";
      const width = ctx.measureText(words).width;
      ctx.textBaseline = inside && y > bbox.top + 14 * px ? "bottom" : "top";
      const line = inside ? 0 : above++;
      ctx.fillText(words, bbox.left + bbox.width - width - 4 * px, y + (inside ? 0 : (14 + 12 * line) * px));
    }
    ctx.restore();
  }

  function build(chart, width) {
    if (chart.plot) chart.plot.destroy();
    chart.box.textContent = "";
    const ink = color("--faint");
    const grid = { stroke: ink, grid: { stroke: color("--line"), width: 1 }, ticks: { stroke: color("--line") } };
    const axis = axisOf(chart);
    const strokes = colors(chart);
    const shown = columns(chart);
    const last = chart.groups.reduce((most, [x]) => Math.max(most, ...x.slice(-1).map(axis.x)), 0);
    const end = chart.axis === "time" ? page.end : last;
    const raw = (u, v, s, i) => v == null ? null : chart.stacked && s > 1 && u.data[s - 1][i] != null ? v - u.data[s - 1][i] : v;
    chart.plot = new uPlot({
      width, height: HEIGHT, cursor: { drag: { x: true, y: false }, sync: chart.axis === "time" ? { key: "time" } : undefined },
      scales: { x: { time: false, range: (u, min, max) => u.zoomed ? [min, max] : chart.axis === "run" ? [-0.5, end + 0.5] : [0, end || 1] }, y: { range: (u, min, max) => range(chart, min, max) } },
      axes: [
        { ...grid, values: axis.ticks, ...(axis.splits ? { splits: axis.splits } : {}), ...(axis.incrs ? { incrs: axis.incrs } : {}) },
        { ...grid, size: 68, values: (u, at) => at.map(v => tick(chart, v, at[1] - at[0])) },
      ],
      hooks: {
        drawAxes: chart.axis === "time" ? [landmarks] : [],
        draw: [u => limits(u, chart)],
        setSelect: [u => { u.zoomed = u.select.width > 0; }],
        ready: [u => { u.over.addEventListener("dblclick", () => { u.zoomed = false; }); }],
      },
      bands: chart.stacked ? chart.lines.slice(1).map((line, i) => ({ series: [i + 2, i + 1], fill: strokes[i + 1] + "99" })) : undefined,
      series: [{ label: axis.name, value: axis.value }, ...chart.lines.map((line, i) => ({
        label: line.name, stroke: strokes[i], width: 1.5, spanGaps: false,
        dash: line.style === "dashed" ? [6, 4] : undefined,
        fill: chart.stacked && i === 0 ? strokes[0] + "99" : undefined,
        points: chart.axis === "run" ? { show: true, size: 7 } : undefined,
        value: (u, v, s, at) => at == null ? "" : text(chart, raw(u, v, s, at)),
      }))],
    }, shown, chart.box);
    const canvas = chart.plot.ctx.canvas;
    canvas.setAttribute("role", "img");
    canvas.setAttribute("aria-label", chart.title + ". " + chart.lines.map(l => l.name).join(", ") + ". The table below holds its values.");
  }

  const width = chart => Math.max(240, chart.figure.clientWidth - 18);
  for (const chart of page.charts) {
    chart.figure = document.getElementById("chart-" + chart.id);
    chart.box = chart.figure.querySelector(".plot");
    chart.stacked = chart.lines.every(l => l.style === "stacked");
    build(chart, width(chart));
  }
  const rebuild = to => page.charts.forEach(chart => build(chart, to || width(chart)));
  addEventListener("resize", () => page.charts.forEach(chart => chart.plot.setSize({ width: width(chart), height: HEIGHT })));
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => rebuild());
  // paper has its own colours and its own width
  addEventListener("beforeprint", () => rebuild(PRINTED));
  addEventListener("afterprint", () => rebuild());
})();
