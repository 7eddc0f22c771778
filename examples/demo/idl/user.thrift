namespace js demo

/** How far an account has come. */
enum AccountState {
  INVITED = 1
  ACTIVE = 2
  CLOSED = 3
}

struct Address {
  1: required string street
  2: required string city
  3: optional string country
}

/** Somebody who can order things. */
struct User {
  1: required i64 id
  2: required string name
  3: AccountState state = AccountState.INVITED
  4: set<string> roles
  5: map<string, Address> addresses
  6: optional binary avatar
}
