/** Strongly connected components: what needs what, and what needs itself. */

export interface Component<N> {
  /** In the order in which they were first met. */
  readonly nodes: readonly N[];
  /** The nodes need one another, or the only node needs itself. */
  readonly isCyclic: boolean;
}

interface Visit<N> {
  readonly node: N;
  readonly index: number;
  /** The earliest open visit that this one leads back to. */
  low: number;
  isOpen: boolean;
  needsItself: boolean;
  readonly pending: N[];
}

/**
 * The components of a graph, each after those that it needs (R. Tarjan, "Depth-first search and linear graph
 * algorithms", 1972). Without recursion; time and memory are linear in nodes and edges, whatever the depth.
 */
export function findComponents<N>(
  roots: Iterable<N>,
  dependenciesOf: (node: N) => readonly N[],
): Component<N>[] {
  const components: Component<N>[] = [];
  const visits = new Map<N, Visit<N>>();
  const path: Visit<N>[] = [];
  const open: Visit<N>[] = [];
  const enter = (node: N): void => {
    const index = visits.size;
    const pending = dependenciesOf(node).toReversed();
    const visit = { node, index, low: index, isOpen: true, needsItself: false, pending };
    visits.set(node, visit);
    path.push(visit);
    open.push(visit);
  };
  const leave = (visit: Visit<N>): void => {
    path.pop();
    const parent = path.at(-1);
    if (parent !== undefined) parent.low = Math.min(parent.low, visit.low);
    if (visit.low === visit.index) components.push(closeComponent(open, visit));
  };
  for (const root of roots) {
    if (!visits.has(root)) enter(root);
    for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
      if (top.pending.length === 0) {
        leave(top);
        continue;
      }
      const next = top.pending.pop() as N;
      const known = visits.get(next);
      if (known === undefined) enter(next);
      else if (known.isOpen) {
        top.low = Math.min(top.low, known.index);
        if (known === top) top.needsItself = true;
      }
    }
  }
  return components;
}

function closeComponent<N>(open: Visit<N>[], root: Visit<N>): Component<N> {
  let start = open.length - 1;
  while (open[start] !== root) start--;
  const members = open.splice(start);
  for (const member of members) member.isOpen = false;
  const isCyclic = members.length > 1 || root.needsItself;
  return { nodes: members.map((member) => member.node), isCyclic };
}

/** One cycle of a cyclic component: each node needs the next, and the last one needs the first. */
export function findCycle<N>(
  component: Component<N>,
  dependenciesOf: (node: N) => readonly N[],
): readonly N[] {
  const members = new Set(component.nodes);
  const positions = new Map<N, number>();
  const path: N[] = [];
  let node = component.nodes[0];
  while (node !== undefined && !positions.has(node)) {
    positions.set(node, path.length);
    path.push(node);
    node = dependenciesOf(node).find((next) => members.has(next));
  }
  return node === undefined ? path : path.slice(positions.get(node));
}

/** A cycle of 20,000 names is shown by its ends. */
const maximumLinks = 9;

/** The names of a cycle with the first one again at the end, the middle left out of a long one. */
export function describeCycle(names: readonly string[]): readonly string[] {
  const chain =
    names.length < maximumLinks ? names : [...names.slice(0, 5), "...", ...names.slice(-2)];
  return [...chain, names[0] ?? ""];
}
