enum Currency {
  EUR = 1
  USD = 2
}

struct Money {
  1: required i64 cents
  2: required Currency currency
}
