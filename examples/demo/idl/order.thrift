namespace js demo

include "user.thrift"

/** An amount in the smallest unit of its currency. */
struct Money {
  1: required i64 amount
  2: required string currency
}

struct Line {
  1: required string sku
  2: required i32 quantity = 1
  3: required Money price
}

/** How an order is paid: exactly one of these. */
union Payment {
  1: string card_token
  2: string iban
  3: bool on_delivery
}

struct Order {
  1: required uuid id
  2: required user.User customer
  3: required list<Line> lines
  4: Payment payment
  5: list<double> route
  6: optional string note
}

exception OutOfStock {
  1: required string sku
  2: i32 left
}

const i32 MAX_LINES = 100

service Orders {
  Order place(1: Order order) throws (1: OutOfStock outOfStock)
  list<Order> ofUser(1: i64 userId, 2: i32 limit = 20)
  oneway void forget(1: uuid id)
}
