/** A chart of lines as SVG, without a library: how many times as fast as the plain loop each contender is, by n. */
import { formatCount } from "./kinds.mjs";

const LEFT = 46;
const PANEL = { width: 330, height: 250, gap: 62 };
const TOP = 70;
const LOW = 0.001;
const HIGH = 20;
const TICKS = [0.001, 0.01, 0.1, 1, 10];

const STYLE = `
  text { font: 11px system-ui, "Segoe UI", Helvetica, Arial, sans-serif; fill: #24292f; }
  .title { font-size: 15px; font-weight: 600; }
  .panel { font-weight: 600; font-size: 12px; }
  .tick { font-size: 10px; fill: #57606a; }
  .middle { text-anchor: middle; }
  .end { text-anchor: end; }
  .grid { stroke: #d8dee4; stroke-width: 1; }
  .even { stroke: #57606a; stroke-width: 1.5; }
  path { fill: none; stroke-width: 1.8; }`;

/** Ours are thick and blue; colours that a colour-blind reader can tell apart, and dashes besides. */
const LINES = {
  auto: ["ours, as it chooses", "#0969da", "; stroke-width: 3"],
  js: ["ours, js", "#54aeff", ""],
  wasm: ["ours, wasm", "#8250df", ""],
  native: ["ours, native", "#116329", ""],
  arena: ["ours, with an arena", "#bf3989", ""],
  "set + swap": ["set + swap", "#bc4c00", "; stroke-dasharray: 6 3"],
  "Buffer.write": ["Buffer.write", "#9a6700", "; stroke-dasharray: 2 3"],
  "Buffer.read": ["Buffer.read", "#9a6700", "; stroke-dasharray: 2 3"],
  thrift: ["npm thrift", "#cf222e", "; stroke-dasharray: 6 3"],
  memcpy: ["memcpy", "#6e7781", "; stroke-dasharray: 1 3"],
};

const text = (x, y, kind, content) =>
  `<text x="${x.toFixed(1)}" y="${y.toFixed(1)}" class="${kind}">${content}</text>`;

const line = (x1, y1, x2, y2, kind) =>
  `<line x1="${x1}" y1="${y1.toFixed(1)}" x2="${x2}" y2="${y2.toFixed(1)}" class="${kind}"/>`;

const placeOf = (ratio) => {
  const bounded = Math.min(HIGH, Math.max(LOW, ratio));
  return TOP + PANEL.height * (1 - Math.log(bounded / LOW) / Math.log(HIGH / LOW));
};

function drawLine(name, cells, counts, left) {
  const step = PANEL.width / (counts.length - 1);
  const points = counts.flatMap((n, i) =>
    cells[n] === undefined
      ? []
      : [`${(left + i * step).toFixed(1)} ${placeOf(cells[n].ratio).toFixed(1)}`],
  );
  const [, colour, style] = LINES[name];
  return `<path d="M ${points.join(" L ")}" style="stroke: ${colour}${style}"/>`;
}

function drawPanel(index, { name, summary }, counts) {
  const left = LEFT + index * (PANEL.width + PANEL.gap);
  const right = left + PANEL.width;
  const bottom = TOP + PANEL.height;
  const parts = [text(left, TOP - 12, "panel", name)];
  for (const tick of TICKS) {
    parts.push(line(left, placeOf(tick), right, placeOf(tick), tick === 1 ? "even" : "grid"));
    parts.push(text(left - 6, placeOf(tick) + 3, "tick end", `${tick}x`));
  }
  counts.forEach((n, i) => {
    const x = left + (i * PANEL.width) / (counts.length - 1);
    parts.push(text(x, bottom + 16, "tick middle", formatCount(n)));
  });
  for (const contender of Object.keys(LINES)) {
    if (summary[contender] !== undefined) {
      parts.push(drawLine(contender, summary[contender], counts, left));
    }
  }
  return parts.join("\n");
}

function drawLegend(panels) {
  const used = Object.keys(LINES).filter((name) =>
    panels.some(({ summary }) => summary[name] !== undefined),
  );
  return used.map((name, i) => {
    const x = LEFT + i * 132;
    const y = TOP + PANEL.height + 42;
    const [title, colour, style] = LINES[name];
    return `<path d="M ${x} ${y - 4} h 22" style="stroke: ${colour}${style}"/>${text(x + 28, y, "name", title)}`;
  });
}

/** `panels`: [{name, summary: {contender: {n: {ratio}}}}]. */
export function drawSpeeds({ title, panels, counts }) {
  const width = LEFT + panels.length * (PANEL.width + PANEL.gap);
  const height = TOP + PANEL.height + 58;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-label="${title}">
<style>${STYLE}</style>
<rect width="100%" height="100%" fill="#fff"/>
${text(10, 24, "title", title)}
${panels.map((panel, index) => drawPanel(index, panel, counts)).join("\n")}
${drawLegend(panels).join("\n")}
</svg>
`;
}
