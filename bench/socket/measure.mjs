/** CPU time per message of both ends. */
import { edge, sendChain } from "./forms.mjs";

/** Bytes of one batch: 20 to 60 ms of CPU time. */
const batchBytes = 48 * 2 ** 20;

export const countOf = (size) =>
  Math.min(1500, Math.max(10, Math.floor(batchBytes / (size + 2 * edge))));

/** Sends `count` messages, each when the one before has arrived, as calls do; resolves when the last one has. */
export function sendAll(link, form, bodies, count) {
  return new Promise((resolve, reject) => {
    const size = bodies[0].length + 2 * edge;
    let left = count;
    let open = 0;
    // Flushed here and arrived there.
    const finish = () => {
      open -= 1;
      if (open === 0) next();
    };
    const next = () => {
      if (left === 0) return resolve();
      left -= 1;
      open = 2;
      link.expect(size, finish);
      try {
        sendChain(link.socket, form(bodies[left % bodies.length]), finish);
      } catch (error) {
        reject(error);
      }
    };
    next();
  });
}

/** Microseconds of CPU time per message, user and system, of all threads. */
export async function timeForm(link, form, bodies, count) {
  const start = process.cpuUsage();
  await sendAll(link, form, bodies, count);
  const { user, system } = process.cpuUsage(start);
  return (user + system) / count;
}
