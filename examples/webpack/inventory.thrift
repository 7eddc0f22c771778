include "units.thrift"

/** What lies on a shelf. */
struct Item {
  1: required string sku
  2: required double amount
  3: units.Unit unit = units.Unit.PIECE
}

struct Shelf {
  1: required list<Item> items
}
