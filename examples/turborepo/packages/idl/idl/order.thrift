include "shared/money.thrift"

struct Order {
  1: required i64 id
  2: required money.Money total
  3: list<string> lines
}
