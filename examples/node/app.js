/** No build at all: node --import thriftgen/register examples/node/app.js */
import { Reading } from "./sensor.thrift";
import { ReadingView } from "./sensor.view.thrift";

const bytes = Reading.encode({
  at: 1_795_000_000_000n,
  celsius: 21.5,
  place: { latitude: 51.5, longitude: -0.1 },
});

console.log(Reading.decode(bytes));
console.log(`${ReadingView.of(bytes).celsius} degrees in ${bytes.length} bytes`);
