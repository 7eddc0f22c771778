import { enumName } from "@thriftgen/runtime";
import { Shelf } from "./inventory.thrift";
import { ShelfView } from "./inventory.view.thrift";
import { Unit } from "./units.thrift";

const bytes = Shelf.encode({
  items: [
    { sku: "bolt", amount: 400 },
    { sku: "oil", amount: 2.5, unit: Unit.LITRE },
  ],
});

for (const { sku, amount, unit } of Shelf.decode(bytes).items) {
  console.log(`${sku}: ${amount} ${enumName(Unit, unit)}`);
}
console.log(`${ShelfView.of(bytes).items.length} items in ${bytes.length} bytes`);
