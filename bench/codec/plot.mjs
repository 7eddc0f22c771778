/** SVG plots: one panel for each workload, one line for each peer, the ratio on a logarithmic axis. */

const PANEL = 158;
const GAP = 14;
const LEFT = 104;
const TOP = 66;
const ROW = 26;
const LOW = 0.2;
const HIGH = 1000;

const STYLE = `
  text { font: 12px system-ui, "Segoe UI", Helvetica, Arial, sans-serif; fill: #24292f; }
  .title { font-size: 15px; font-weight: 600; }
  .panel { font-weight: 600; }
  .tick { font-size: 10px; fill: #57606a; text-anchor: middle; }
  .value { font-size: 10px; fill: #24292f; }
  .peer { text-anchor: end; }
  .grid { stroke: #d8dee4; stroke-width: 1; }
  .even { stroke: #57606a; stroke-width: 1.5; }
  .rule { stroke: #0969da; stroke-width: 2; opacity: 0.35; }
  .first { fill: #0969da; }
  .second { fill: #fff; stroke: #0969da; stroke-width: 1.5; }`;

const escape = (text) => text.replace(/[&<>]/g, (c) => `&#${c.charCodeAt(0)};`);

const text = (x, y, kind, content) =>
  `<text x="${x}" y="${y}" class="${kind}">${escape(content)}</text>`;

const shorten = (ratio) => (ratio >= 10 ? ratio.toFixed(0) : ratio.toPrecision(2));

function placeOf(ratio) {
  const bounded = Math.min(HIGH, Math.max(LOW, ratio));
  return (Math.log10(bounded / LOW) / Math.log10(HIGH / LOW)) * (PANEL - 34);
}

function drawPanel(index, { name, rows }) {
  const left = LEFT + index * (PANEL + GAP);
  const bottom = TOP + rows.length * ROW;
  const parts = [text(left, TOP - 12, "panel", name)];
  for (const tick of [1, 10, 100]) {
    const x = (left + placeOf(tick)).toFixed(1);
    const kind = tick === 1 ? "even" : "grid";
    parts.push(`<line x1="${x}" x2="${x}" y1="${TOP - 4}" y2="${bottom}" class="${kind}"/>`);
    parts.push(text(x, bottom + 14, "tick", `${tick}x`));
  }
  rows.forEach((row, i) => {
    if (row === undefined) return;
    const [first, second] = row;
    const y = TOP + i * ROW + ROW / 2;
    const [a, b] = [left + placeOf(first), left + placeOf(second)].map((x) => x.toFixed(1));
    parts.push(`<line x1="${a}" x2="${b}" y1="${y}" y2="${y}" class="rule"/>`);
    parts.push(`<circle cx="${b}" cy="${y}" r="4" class="second"/>`);
    parts.push(`<circle cx="${a}" cy="${y}" r="4.5" class="first"/>`);
    const labelX = Math.max(Number(a), Number(b)) + 8;
    parts.push(text(labelX.toFixed(1), y + 4, "value", shorten(first)));
  });
  return parts.join("\n");
}

/**
 * `panels`: [{name, rows: [[first, second], ...]}], rows in the order of `peers`, undefined where there is none; `legend` names the two series.
 * The label beside the dots is the first one's ratio.
 */
export function drawRatios({ title, legend, peers, panels }) {
  const width = LEFT + panels.length * (PANEL + GAP) + 8;
  const height = TOP + peers.length * ROW + 28;
  const names = peers.map((peer, i) => text(LEFT - 10, TOP + i * ROW + ROW / 2 + 4, "peer", peer));
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-label="${escape(title)}">
<style>${STYLE}</style>
<rect width="100%" height="100%" fill="#fff"/>
${text(10, 22, "title", title)}
<circle cx="${width - 296}" cy="17" r="4.5" class="first"/>
${text(width - 286, 21, "legend", legend[0])}
<circle cx="${width - 150}" cy="17" r="4" class="second"/>
${text(width - 140, 21, "legend", legend[1])}
${names.join("\n")}
${panels.map((panel, index) => drawPanel(index, panel)).join("\n")}
</svg>
`;
}
